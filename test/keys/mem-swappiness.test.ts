import { keyCases } from '../support/key-cases.js';

keyCases('services.web.mem_swappiness', {
  reads: [['60', '60']],
  merges: [['60', '0', undefined]],
  refuses: [
    ['lots', 'invalid-value', 'lots'],
    ['1.5', 'wrong-type', '1.5'],
  ],
});
