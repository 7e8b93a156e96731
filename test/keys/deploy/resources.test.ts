import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.deploy.resources', {
  reads: [
    [
      '{limits: {cpus: 0.5, memory: 512m}, reservations: {memory: 256m}}',
      { limits: { cpus: 0.5, memory: '536870912' }, reservations: { memory: '268435456' } },
    ],
  ],
  merges: [['{limits: {cpus: 1}}', '{limits: {memory: 1g}}', { limits: { cpus: 1, memory: '1073741824' } }]],
  refuses: [
    ['{limits: {memory: 512}}', 'wrong-type', '512'],
    ['{limit: {cpus: 1}}', 'unknown-key', 'limit'],
  ],
});
