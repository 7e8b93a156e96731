import { keyCases } from '../support/key-cases.js';

keyCases('services.web.links', {
  reads: [['["db:database"]', ['db:database']]],
  merges: [['[db]', '["db:database"]', ['db', 'db:database']]],
  refuses: [
    ['[nobody]', 'undefined-reference', 'nobody'],
    ['db', 'wrong-type', 'db'],
  ],
});
