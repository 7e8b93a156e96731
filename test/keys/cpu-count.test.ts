import { keyCases } from '../support/key-cases.js';

keyCases('services.web.cpu_count', {
  reads: [
    ['5', 5],
    ['"5"', 5],
  ],
  merges: [['5', '6', 6]],
  refuses: [
    ['-1', 'out-of-range', '-1'],
    ['many', 'invalid-value', 'many'],
  ],
});
