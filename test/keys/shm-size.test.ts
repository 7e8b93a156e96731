import { keyCases } from '../support/key-cases.js';

keyCases('services.web.shm_size', {
  reads: [
    ['64m', '67108864'],
    ['1024', '1024'],
    ['"1.5g"', '1610612736'],
  ],
  merges: [['1g', '2g', '2147483648']],
  refuses: [
    ['lots', 'invalid-value', 'lots'],
    ['[1]', 'wrong-type', '[1]'],
  ],
});
