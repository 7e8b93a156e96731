import { keyCases } from '../support/key-cases.js';

keyCases('services.web.platform', {
  reads: [['linux/arm64', 'linux/arm64']],
  merges: [['linux/arm64', 'linux/amd64', 'linux/amd64']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
