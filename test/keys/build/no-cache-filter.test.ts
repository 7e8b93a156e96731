import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.no_cache_filter', {
  reads: [
    ['base', ['base']],
    ['[base, test]', ['base', 'test']],
  ],
  merges: [['[a]', '[b]', ['a', 'b']]],
  refuses: [
    ['[1]', 'wrong-type', '1'],
    ['5', 'wrong-type', '5'],
  ],
});
