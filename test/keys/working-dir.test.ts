import { keyCases } from '../support/key-cases.js';

keyCases('services.web.working_dir', {
  reads: [['/app', '/app']],
  merges: [['/app', '/srv', '/srv']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
