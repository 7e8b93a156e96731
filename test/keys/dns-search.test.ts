import { keyCases } from '../support/key-cases.js';

keyCases('services.web.dns_search', {
  reads: [
    ['example.com', ['example.com']],
    ['[a.example, b.example]', ['a.example', 'b.example']],
  ],
  merges: [['a.example', 'b.example', ['a.example', 'b.example']]],
  refuses: [
    ['[1]', 'wrong-type', '1'],
    ['5', 'wrong-type', '5'],
  ],
});
