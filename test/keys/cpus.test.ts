import { keyCases } from '../support/key-cases.js';

keyCases('services.web.cpus', {
  reads: [
    ['0.5', 0.5],
    ['"1.5"', 1.5],
  ],
  merges: [['0.5', '2', 2]],
  refuses: [
    ['two', 'invalid-value', 'two'],
    ['[1]', 'wrong-type', '[1]'],
  ],
});
