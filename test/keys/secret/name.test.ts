import { keyCases } from '../../support/key-cases.js';

keyCases('secrets.s1.name', {
  reads: [['token', 'token']],
  merges: [['token', 'other', 'other']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
