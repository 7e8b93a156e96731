import { keyCases } from '../../support/key-cases.js';

keyCases('configs.c1.labels', {
  reads: [
    ['{a: 1}', { a: '1' }],
    ['[b]', { b: '' }],
  ],
  merges: [['{a: 1}', '{b: 2}', { a: '1', b: '2' }]],
  refuses: [
    ['{a: [1]}', 'wrong-type', '[1]'],
    ['5', 'wrong-type', '5'],
  ],
});
