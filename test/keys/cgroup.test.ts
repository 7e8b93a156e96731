import { keyCases } from '../support/key-cases.js';

keyCases('services.web.cgroup', {
  reads: [['host', 'host']],
  merges: [['host', 'private', 'private']],
  refuses: [
    ['other', 'not-allowed', 'other'],
    ['5', 'wrong-type', '5'],
  ],
});
