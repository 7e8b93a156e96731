import { keyCases } from '../support/key-cases.js';

keyCases('services.web.logging', {
  reads: [
    [
      '{driver: syslog, options: {tag: web, max-size: 5}}',
      { driver: 'syslog', options: { tag: 'web', 'max-size': '5' } },
    ],
  ],
  merges: [
    ['{driver: a, options: {x: 1}}', '{options: {y: 2}}', { driver: 'a', options: { x: '1', y: '2' } }],
    ['{driver: a, options: {x: 1}}', '{driver: b}', { driver: 'b' }],
  ],
  refuses: [
    ['{drivre: a}', 'unknown-key', 'drivre'],
    ['syslog', 'wrong-type', 'syslog'],
  ],
});
