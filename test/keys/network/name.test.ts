import { keyCases } from '../../support/key-cases.js';

keyCases('networks.n1.name', {
  reads: [['front', 'front']],
  merges: [['front', 'back', 'back']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
