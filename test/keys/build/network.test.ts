import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.network', {
  reads: [['host', 'host']],
  merges: [['host', 'none', 'none']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
