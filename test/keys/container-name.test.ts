import { keyCases } from '../support/key-cases.js';

keyCases('services.web.container_name', {
  reads: [['web-1', 'web-1']],
  merges: [['web-1', 'web-2', 'web-2']],
  refuses: [
    ['w', 'pattern-not-matched', 'w'],
    ['5', 'wrong-type', '5'],
  ],
});
