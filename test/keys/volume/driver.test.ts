import { keyCases } from '../../support/key-cases.js';

keyCases('volumes.v1.driver', {
  reads: [['local', 'local']],
  merges: [['local', 'nfs', 'nfs']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
