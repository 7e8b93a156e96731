import { keyCases } from '../support/key-cases.js';

keyCases('services.web.isolation', {
  reads: [['some', 'some']],
  merges: [['some', 'other', 'other']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
