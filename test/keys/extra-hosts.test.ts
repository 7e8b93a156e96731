import { keyCases } from '../support/key-cases.js';

keyCases('services.web.extra_hosts', {
  reads: [
    ['["a:10.0.0.1"]', ['a=10.0.0.1']],
    ['{a: 10.0.0.1, b: ["::1"]}', ['a=10.0.0.1', 'b=::1']],
  ],
  merges: [['["a=10.0.0.1"]', '{b: 10.0.0.2}', ['a=10.0.0.1', 'b=10.0.0.2']]],
  refuses: [
    ['["a"]', 'invalid-value', '"a"'],
    ['[":10.0.0.1"]', 'invalid-value', '":10.0.0.1"'],
  ],
});
