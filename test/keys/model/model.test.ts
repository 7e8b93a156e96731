import { keyCases } from '../../support/key-cases.js';

keyCases('models.m1.model', {
  reads: [['ai/smol', 'ai/smol']],
  merges: [['ai/smol', 'ai/big', 'ai/big']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
