import { keyCases } from '../../support/key-cases.js';

keyCases('models.m1.name', {
  reads: [['smol', 'smol']],
  merges: [['smol', 'other', 'other']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
