import { keyCases } from '../support/key-cases.js';

keyCases('services.web.user', {
  reads: [['"1000:1000"', '1000:1000']],
  merges: [['"1000:1000"', 'root', 'root']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
