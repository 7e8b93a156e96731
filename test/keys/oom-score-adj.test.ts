import { keyCases } from '../support/key-cases.js';

keyCases('services.web.oom_score_adj', {
  reads: [
    ['-500', -500],
    ['"5"', 5],
  ],
  merges: [['1', '2', 2]],
  refuses: [
    ['1001', 'out-of-range', '1001'],
    ['high', 'invalid-value', 'high'],
  ],
});
