import { keyCases } from '../../support/key-cases.js';

keyCases('configs.c1.name', {
  reads: [['motd', 'motd']],
  merges: [['motd', 'other', 'other']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
