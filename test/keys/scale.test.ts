import { keyCases } from '../support/key-cases.js';

keyCases('services.web.scale', {
  reads: [
    ['2', 2],
    ['"2"', 2],
  ],
  merges: [['2', '0', 0]],
  refuses: [
    ['-1', 'out-of-range', 'scale'],
    ['many', 'invalid-value', 'many'],
  ],
});
