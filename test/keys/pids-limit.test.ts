import { keyCases } from '../support/key-cases.js';

keyCases('services.web.pids_limit', {
  reads: [
    ['5', 5],
    ['"5"', 5],
  ],
  merges: [['5', '6', 6]],
  refuses: [
    ['"many"', 'invalid-value', '"many"'],
    ['[1]', 'wrong-type', '[1]'],
  ],
});
