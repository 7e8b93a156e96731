import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.deploy.restart_policy', {
  reads: [
    [
      '{condition: on-failure, max_attempts: 3, window: 1m}',
      { condition: 'on-failure', max_attempts: 3, window: '1m0s' },
    ],
  ],
  merges: [['{condition: any}', '{delay: 5s}', { condition: 'any', delay: '5s' }]],
  refuses: [
    ['{max_attempts: many}', 'invalid-value', 'many'],
    ['{window: 60}', 'wrong-type', '60'],
  ],
});
