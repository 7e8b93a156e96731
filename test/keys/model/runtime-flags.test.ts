import { keyCases } from '../../support/key-cases.js';

keyCases('models.m1.runtime_flags', {
  reads: [['["--x"]', ['--x']]],
  merges: [['[a]', '[b]', ['a', 'b']]],
  refuses: [
    ['a', 'wrong-type', 'a'],
    ['[1]', 'wrong-type', '1'],
  ],
});
