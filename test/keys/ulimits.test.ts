import { keyCases } from '../support/key-cases.js';

keyCases('services.web.ulimits', {
  reads: [['{nofile: 1024, nproc: {soft: 1, hard: 2}}', { nofile: 1024, nproc: { soft: 1, hard: 2 } }]],
  merges: [['{nofile: 5}', '{nofile: {soft: 1, hard: 2}}', { nofile: { soft: 1, hard: 2 } }]],
  refuses: [
    ['{nofile: {soft: 1}}', 'missing-key', 'nofile'],
    ['{nofile: many}', 'invalid-value', 'many'],
  ],
});
