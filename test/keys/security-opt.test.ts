import { keyCases } from '../support/key-cases.js';

keyCases('services.web.security_opt', {
  reads: [['[no-new-privileges]', ['no-new-privileges']]],
  merges: [['[a]', '[b]', ['a', 'b']]],
  refuses: [
    ['[no-new-privileges, no-new-privileges]', 'equal-items', 'no-new-privileges'],
    ['no-new-privileges', 'wrong-type', 'no-new-privileges'],
  ],
});
