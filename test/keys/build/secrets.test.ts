import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.secrets', {
  reads: [
    ['[s]', [{ source: 's' }]],
    ['[{source: s, target: token}]', [{ source: 's', target: 'token' }]],
  ],
  merges: [
    [
      '[{source: s, target: a}]',
      '[{source: s, target: b}]',
      [
        { source: 's', target: 'a' },
        { source: 's', target: 'b' },
      ],
    ],
  ],
  refuses: [
    ['[nobody]', 'undefined-reference', 'nobody'],
    ['s', 'wrong-type', 's'],
  ],
});
