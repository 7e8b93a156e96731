import { keyCases } from '../support/key-cases.js';

keyCases('services.web.group_add', {
  reads: [['[1000, docker]', ['1000', 'docker']]],
  merges: [['[1000]', '[docker]', ['1000', 'docker']]],
  refuses: [
    ['[a, a]', 'equal-items', 'a'],
    ['a', 'wrong-type', 'a'],
  ],
});
