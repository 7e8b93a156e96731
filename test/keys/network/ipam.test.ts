import { keyCases } from '../../support/key-cases.js';

keyCases('networks.n1.ipam', {
  reads: [
    [
      '{driver: default, config: [{subnet: 10.0.0.0/24, gateway: 10.0.0.1}]}',
      { driver: 'default', config: [{ subnet: '10.0.0.0/24', gateway: '10.0.0.1' }] },
    ],
  ],
  merges: [
    [
      '{config: [{subnet: a}]}',
      '{config: [{subnet: a, gateway: b}]}',
      { config: [{ subnet: 'a', gateway: 'b' }] },
    ],
  ],
  refuses: [
    ['{config: {subnet: a}}', 'wrong-type', '{subnet: a}'],
    ['{conf: []}', 'unknown-key', 'conf'],
  ],
});
