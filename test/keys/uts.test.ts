import { keyCases } from '../support/key-cases.js';

keyCases('services.web.uts', {
  reads: [['host', 'host']],
  merges: [['host', 'private', 'private']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
