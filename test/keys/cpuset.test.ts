import { keyCases } from '../support/key-cases.js';

keyCases('services.web.cpuset', {
  reads: [['0-1', '0-1']],
  merges: [['0-1', '"0"', '0']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
