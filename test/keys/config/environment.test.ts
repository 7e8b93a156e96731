import { keyCases } from '../../support/key-cases.js';

keyCases('configs.c1.environment', {
  reads: [['MOTD', 'MOTD']],
  merges: [['MOTD', 'OTHER', 'OTHER']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
