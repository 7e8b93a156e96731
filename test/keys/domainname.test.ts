import { keyCases } from '../support/key-cases.js';

keyCases('services.web.domainname', {
  reads: [['shop.example', 'shop.example']],
  merges: [['shop.example', 'web.example', 'web.example']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
