import { keyCases } from '../../support/key-cases.js';

keyCases('configs.c1.content', {
  reads: [['hello', 'hello']],
  merges: [['hello', 'bye', 'bye']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
