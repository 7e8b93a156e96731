import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.ssh', {
  reads: [
    ['[default]', ['default']],
    ['["id=./key"]', ['id=/shop/key']],
    ['{id: ./key}', ['id=/shop/key']],
  ],
  merges: [['{a: ./a}', '{b: ./b}', ['a=/shop/a', 'b=/shop/b']]],
  refuses: [
    ['default', 'wrong-type', 'default'],
    ['[other]', 'invalid-value', 'other'],
  ],
});
