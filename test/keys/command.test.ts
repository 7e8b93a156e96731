import { keyCases } from '../support/key-cases.js';

keyCases('services.web.command', {
  reads: [
    ['serve --port 80', ['serve', '--port', '80']],
    ['[serve, "--port=80"]', ['serve', '--port=80']],
    ['[]', []],
    ['null', undefined],
  ],
  merges: [
    ['a b', '[c]', ['c']],
    ['[a]', '[b]', ['b']],
  ],
  refuses: [
    ["it's", 'invalid-value', "it's"],
    ['{a: b}', 'wrong-type', '{a: b}'],
    ['[1]', 'wrong-type', '1'],
  ],
});
