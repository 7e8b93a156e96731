import { keyCases } from '../support/key-cases.js';

keyCases('services.web.mem_reservation', {
  reads: [
    ['64m', '67108864'],
    ['1024', '1024'],
  ],
  merges: [['1g', '2g', '2147483648']],
  refuses: [
    ['lots', 'invalid-value', 'lots'],
    ['1.5', 'wrong-type', '1.5'],
  ],
});
