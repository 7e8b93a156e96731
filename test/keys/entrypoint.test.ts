import { keyCases } from '../support/key-cases.js';

keyCases('services.web.entrypoint', {
  reads: [
    ['run "two words"', ['run', 'two words']],
    ['[run, it]', ['run', 'it']],
  ],
  merges: [['a b', '[c]', ['c']]],
  refuses: [
    ["it's", 'invalid-value', "it's"],
    ['5', 'wrong-type', '5'],
  ],
});
