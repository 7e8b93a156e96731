import { keyCases } from '../../support/key-cases.js';

keyCases('secrets.s1.driver_opts', {
  reads: [['{a: 1}', { a: '1' }]],
  merges: [['{a: 1}', '{b: 2}', { a: '1', b: '2' }]],
  refuses: [
    ['[a]', 'wrong-type', '[a]'],
    ['{a: [1]}', 'wrong-type', '[1]'],
  ],
});
