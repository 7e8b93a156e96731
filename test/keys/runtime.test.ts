import { keyCases } from '../support/key-cases.js';

keyCases('services.web.runtime', {
  reads: [['runc', 'runc']],
  merges: [['runc', 'nvidia', 'nvidia']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
