import { keyCases } from '../support/key-cases.js';

keyCases('services.web.restart', {
  reads: [['always', 'always']],
  merges: [['always', 'unless-stopped', 'unless-stopped']],
  refuses: [
    ['true', 'wrong-type', 'true'],
    ['[always]', 'wrong-type', '[always]'],
  ],
});
