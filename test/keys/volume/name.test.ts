import { keyCases } from '../../support/key-cases.js';

keyCases('volumes.v1.name', {
  reads: [['pgdata', 'pgdata']],
  merges: [['pgdata', 'other', 'other']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
