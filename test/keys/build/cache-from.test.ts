import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.cache_from', {
  reads: [['["type=gha"]', ['type=gha']]],
  merges: [['[a]', '[b]', ['a', 'b']]],
  refuses: [
    ['a', 'wrong-type', 'a'],
    ['[1]', 'wrong-type', '1'],
  ],
});
