import { keyCases } from '../support/key-cases.js';

keyCases('services.web.dns_opt', {
  reads: [['[use-vc]', ['use-vc']]],
  merges: [['[use-vc]', '[use-vc, ndots:2]', ['use-vc', 'ndots:2']]],
  refuses: [
    ['use-vc', 'wrong-type', 'use-vc'],
    ['[5]', 'wrong-type', '5'],
  ],
});
