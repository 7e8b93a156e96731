import { keyCases } from '../support/key-cases.js';

keyCases('services.web.devices', {
  reads: [
    ['["/dev/a"]', [{ source: '/dev/a', target: '/dev/a', permissions: 'rwm' }]],
    ['["/dev/a:/dev/b:r"]', [{ source: '/dev/a', target: '/dev/b', permissions: 'r' }]],
    ['[{source: /dev/a, target: /dev/b}]', [{ source: '/dev/a', target: '/dev/b' }]],
  ],
  merges: [
    ['["/dev/a:/dev/b"]', '["/dev/c:/dev/b:r"]', [{ source: '/dev/c', target: '/dev/b', permissions: 'r' }]],
  ],
  refuses: [
    ['["a:b:c:d"]', 'invalid-value', '"a:b:c:d"'],
    ['[{target: /dev/a}]', 'missing-key', '{target: /dev/a}'],
  ],
});
