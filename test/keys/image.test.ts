import { keyCases } from '../support/key-cases.js';

keyCases('services.web.image', {
  reads: [['nginx:1', 'nginx:1']],
  merges: [['nginx:1', 'nginx:2', 'nginx:2']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[nginx]', 'wrong-type', '[nginx]'],
  ],
});
