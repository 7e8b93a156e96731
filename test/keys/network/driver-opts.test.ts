import { keyCases } from '../../support/key-cases.js';

keyCases('networks.n1.driver_opts', {
  reads: [['{mtu: 1400}', { mtu: '1400' }]],
  merges: [['{a: 1}', '{b: 2}', { a: '1', b: '2' }]],
  refuses: [
    ['[a]', 'wrong-type', '[a]'],
    ['{a: [1]}', 'wrong-type', '[1]'],
  ],
});
