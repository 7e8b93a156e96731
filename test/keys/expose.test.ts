import { keyCases } from '../support/key-cases.js';

keyCases('services.web.expose', {
  reads: [['[80, "81/udp"]', ['80', '81/udp']]],
  merges: [['[80]', '[80, 81]', ['80', '81']]],
  refuses: [
    ['80', 'wrong-type', '80'],
    ['[true]', 'wrong-type', 'true'],
  ],
});
