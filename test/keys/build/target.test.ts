import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.target', {
  reads: [['test', 'test']],
  merges: [['test', 'release', 'release']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
