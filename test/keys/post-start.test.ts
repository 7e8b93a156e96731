import { keyCases } from '../support/key-cases.js';

keyCases('services.web.post_start', {
  reads: [['[{command: echo hi, user: root}]', [{ command: ['echo', 'hi'], user: 'root' }]]],
  merges: [['[{command: a}]', '[{command: b}]', [{ command: ['a'] }, { command: ['b'] }]]],
  refuses: [
    ['[{user: root}]', 'missing-key', '{user: root}'],
    ['{command: a}', 'wrong-type', '{command: a}'],
  ],
});
