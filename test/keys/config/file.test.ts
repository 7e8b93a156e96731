import { keyCases } from '../../support/key-cases.js';

keyCases('configs.c1.file', {
  reads: [['./motd', '/shop/motd']],
  merges: [['./motd', '../motd', '/motd']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
