import { keyCases } from '../support/key-cases.js';

keyCases('services.web.configs', {
  reads: [
    ['[c]', [{ source: 'c' }]],
    [
      '[{source: c, target: /c, mode: "0440", uid: "1"}]',
      [{ source: 'c', target: '/c', mode: '0440', uid: '1' }],
    ],
  ],
  merges: [
    ['[c]', '[{source: c, target: /c}]', [{ source: 'c', target: '/c' }]],
    ['[c]', '[{source: c, mode: 0400}]', [{ source: 'c', mode: '0400' }]],
  ],
  refuses: [
    ['c', 'wrong-type', 'c'],
    ['[{target: 5}]', 'wrong-type', '5'],
  ],
});
