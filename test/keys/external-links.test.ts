import { keyCases } from '../support/key-cases.js';

keyCases('services.web.external_links', {
  reads: [['["redis:cache"]', ['redis:cache']]],
  merges: [['[a]', '[b]', ['a', 'b']]],
  refuses: [
    ['[a, a]', 'equal-items', 'a'],
    ['a', 'wrong-type', 'a'],
  ],
});
