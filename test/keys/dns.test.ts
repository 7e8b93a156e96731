import { keyCases } from '../support/key-cases.js';

keyCases('services.web.dns', {
  reads: [
    ['1.1.1.1', ['1.1.1.1']],
    ['[1.1.1.1, 8.8.8.8]', ['1.1.1.1', '8.8.8.8']],
  ],
  merges: [['1.1.1.1', '[8.8.8.8]', ['1.1.1.1', '8.8.8.8']]],
  refuses: [
    ['[1]', 'wrong-type', '1'],
    ['{a: b}', 'wrong-type', '{a: b}'],
  ],
});
