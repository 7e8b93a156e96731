import { keyCases } from '../support/key-cases.js';

keyCases('services.web.volumes_from', {
  reads: [
    ['[db]', ['db']],
    ['["container:x:ro"]', ['container:x:ro']],
  ],
  merges: [['[db]', '["container:x"]', ['db', 'container:x']]],
  refuses: [
    ['[nobody]', 'undefined-reference', 'nobody'],
    ['db', 'wrong-type', 'db'],
  ],
});
