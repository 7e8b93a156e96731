import { keyCases } from '../support/key-cases.js';

keyCases('services.web.network_mode', {
  reads: [
    ['host', 'host'],
    ['none', 'none'],
  ],
  merges: [['host', 'none', 'none']],
  refuses: [
    ['"service:nobody"', 'undefined-reference', '"service:nobody"'],
    ['5', 'wrong-type', '5'],
  ],
});
