import { keyCases } from '../support/key-cases.js';

keyCases('services.web.gpus', {
  reads: [
    ['all', [{ count: -1 }]],
    ['[{count: 2, driver: nvidia}]', [{ count: 2, driver: 'nvidia' }]],
  ],
  merges: [['[{count: 1}]', '[{count: 2}]', [{ count: 1 }, { count: 2 }]]],
  refuses: [
    ['some', 'not-allowed', 'some'],
    ['[{count: many}]', 'invalid-value', 'many'],
  ],
});
