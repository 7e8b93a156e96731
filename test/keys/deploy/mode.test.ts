import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.deploy.mode', {
  reads: [['global', 'global']],
  merges: [['global', 'replicated', 'replicated']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
