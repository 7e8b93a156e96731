import { keyCases } from '../support/key-cases.js';

keyCases('services.web.stop_signal', {
  reads: [['SIGINT', 'SIGINT']],
  merges: [['SIGINT', 'SIGQUIT', 'SIGQUIT']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
