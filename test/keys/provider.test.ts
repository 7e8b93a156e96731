import { keyCases } from '../support/key-cases.js';

keyCases('services.web.provider', {
  reads: [
    [
      '{type: cloud, options: {size: 5, zones: [a, b]}}',
      { type: 'cloud', options: { size: ['5'], zones: ['a', 'b'] } },
    ],
  ],
  merges: [['{type: a}', '{type: b}', { type: 'b' }]],
  refuses: [
    ['{options: {a: b}}', 'missing-key', 'provider'],
    ['cloud', 'wrong-type', 'cloud'],
  ],
});
