import { keyCases } from '../support/key-cases.js';

keyCases('services.web.cpu_rt_runtime', {
  reads: [
    ['5', 5],
    ['"5"', 5],
  ],
  merges: [['5', '6', 6]],
  refuses: [
    ['"fast"', 'invalid-value', '"fast"'],
    ['[1]', 'wrong-type', '[1]'],
  ],
});
