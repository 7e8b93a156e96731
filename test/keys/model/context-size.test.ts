import { keyCases } from '../../support/key-cases.js';

keyCases('models.m1.context_size', {
  reads: [['4096', 4096]],
  merges: [['1', '2', 2]],
  refuses: [
    ['"4096"', 'wrong-type', '"4096"'],
    ['1.5', 'wrong-type', '1.5'],
  ],
});
