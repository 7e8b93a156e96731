import { keyCases } from '../support/key-cases.js';

keyCases('services.web.cpu_percent', {
  reads: [
    ['50', 50],
    ['"12"', 12],
  ],
  merges: [['50', '60', 60]],
  refuses: [
    ['101', 'out-of-range', '101'],
    ['half', 'invalid-value', 'half'],
  ],
});
