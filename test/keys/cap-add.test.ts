import { keyCases } from '../support/key-cases.js';

keyCases('services.web.cap_add', {
  reads: [['[NET_ADMIN]', ['NET_ADMIN']]],
  merges: [['[NET_ADMIN]', '[NET_ADMIN, SYS_PTRACE]', ['NET_ADMIN', 'SYS_PTRACE']]],
  refuses: [
    ['NET_ADMIN', 'wrong-type', 'NET_ADMIN'],
    ['[5]', 'wrong-type', '5'],
  ],
});
