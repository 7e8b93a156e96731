import { keyCases } from '../../support/key-cases.js';

keyCases('networks.n1.labels', {
  reads: [
    ['{a: 1, b: }', { a: '1', b: '' }],
    ['["a=1", b]', { a: '1', b: '' }],
  ],
  merges: [
    ['{a: 1, b: 1}', '{b: 2}', { a: '1', b: '2' }],
    ['[a=1]', '{b: 2}', { a: '1', b: '2' }],
  ],
  refuses: [
    ['{a: [1]}', 'wrong-type', '[1]'],
    ['a=1', 'wrong-type', 'a=1'],
  ],
});
