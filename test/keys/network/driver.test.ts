import { keyCases } from '../../support/key-cases.js';

keyCases('networks.n1.driver', {
  reads: [['bridge', 'bridge']],
  merges: [['bridge', 'overlay', 'overlay']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
