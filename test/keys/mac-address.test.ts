import { keyCases } from '../support/key-cases.js';

keyCases('services.web.mac_address', {
  reads: [['02:42:ac:11:00:02', '02:42:ac:11:00:02']],
  merges: [['02:42:ac:11:00:02', '02:42:ac:11:00:03', '02:42:ac:11:00:03']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
