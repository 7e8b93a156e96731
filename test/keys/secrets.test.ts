import { keyCases } from '../support/key-cases.js';

keyCases('services.web.secrets', {
  reads: [
    ['[s]', [{ source: 's', target: '/run/secrets/s' }]],
    ['[{source: s, target: token, mode: 0440}]', [{ source: 's', target: 'token', mode: '0440' }]],
  ],
  merges: [['[s]', '[{source: s, uid: "1"}]', [{ source: 's', uid: '1', target: '/run/secrets/s' }]]],
  refuses: [
    ['s', 'wrong-type', 's'],
    ['[{source: s, mode: rw}]', 'invalid-value', 'rw'],
  ],
});
