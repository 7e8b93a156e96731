import { keyCases } from '../../support/key-cases.js';

keyCases('secrets.s1.environment', {
  reads: [['TOKEN', 'TOKEN']],
  merges: [['TOKEN', 'OTHER', 'OTHER']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
