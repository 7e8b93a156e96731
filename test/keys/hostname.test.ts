import { keyCases } from '../support/key-cases.js';

keyCases('services.web.hostname', {
  reads: [['web', 'web']],
  merges: [['web', 'db', 'db']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
