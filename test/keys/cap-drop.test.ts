import { keyCases } from '../support/key-cases.js';

keyCases('services.web.cap_drop', {
  reads: [['[ALL]', ['ALL']]],
  merges: [['[ALL]', '[ALL, CHOWN]', ['ALL', 'CHOWN']]],
  refuses: [
    ['ALL', 'wrong-type', 'ALL'],
    ['[5]', 'wrong-type', '5'],
  ],
});
