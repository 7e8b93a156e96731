import { keyCases } from '../support/key-cases.js';

keyCases('services.web.pre_start', {
  reads: [
    ['[{command: [a, b]}]', [{ command: ['a', 'b'], image: 'nginx' }]],
    ['[{image: init, command: a}]', [{ image: 'init', command: ['a'] }]],
  ],
  merges: [
    [
      '[{command: a}]',
      '[{command: b}]',
      [
        { command: ['a'], image: 'nginx' },
        { command: ['b'], image: 'nginx' },
      ],
    ],
  ],
  refuses: [
    ['[{comand: a}]', 'unknown-key', 'comand'],
    ['{command: a}', 'wrong-type', '{command: a}'],
  ],
});
