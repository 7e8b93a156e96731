import { keyCases } from '../../support/key-cases.js';

keyCases('secrets.s1.driver', {
  reads: [['vault', 'vault']],
  merges: [['vault', 'other', 'other']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
