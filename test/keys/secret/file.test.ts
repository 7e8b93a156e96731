import { keyCases } from '../../support/key-cases.js';

keyCases('secrets.s1.file', {
  reads: [['./token', '/shop/token']],
  merges: [['./token', '../token', '/token']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
