import { keyCases } from '../support/key-cases.js';

keyCases('services.web.pull_policy', {
  reads: [
    ['always', 'always'],
    ['if_not_present', 'missing'],
    ['every_12h', 'every_12h'],
  ],
  merges: [['always', 'never', 'never']],
  refuses: [
    ['sometimes', 'pattern-not-matched', 'sometimes'],
    ['5', 'wrong-type', '5'],
  ],
});
