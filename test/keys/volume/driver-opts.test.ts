import { keyCases } from '../../support/key-cases.js';

keyCases('volumes.v1.driver_opts', {
  reads: [['{type: nfs, o: 5}', { type: 'nfs', o: '5' }]],
  merges: [['{a: 1}', '{b: 2}', { a: '1', b: '2' }]],
  refuses: [
    ['[a]', 'wrong-type', '[a]'],
    ['{a: [1]}', 'wrong-type', '[1]'],
  ],
});
