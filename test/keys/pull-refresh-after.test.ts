import { keyCases } from '../support/key-cases.js';

keyCases('services.web.pull_refresh_after', {
  reads: [['24h', '24h']],
  merges: [['24h', '1w', '1w']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
