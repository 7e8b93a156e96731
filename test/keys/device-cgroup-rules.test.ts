import { keyCases } from '../support/key-cases.js';

keyCases('services.web.device_cgroup_rules', {
  reads: [['["c 1:3 mr"]', ['c 1:3 mr']]],
  merges: [['["c 1:3 mr"]', '["a 7:* rmw"]', ['c 1:3 mr', 'a 7:* rmw']]],
  refuses: [
    ['[a, a]', 'equal-items', 'a'],
    ['a', 'wrong-type', 'a'],
  ],
});
