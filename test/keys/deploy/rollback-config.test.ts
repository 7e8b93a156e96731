import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.deploy.rollback_config', {
  reads: [
    [
      '{parallelism: 2, delay: 10s, order: start-first, max_failure_ratio: 0.1}',
      { parallelism: 2, delay: '10s', order: 'start-first', max_failure_ratio: 0.1 },
    ],
  ],
  merges: [['{parallelism: 1}', '{delay: 5s}', { parallelism: 1, delay: '5s' }]],
  refuses: [
    ['{order: any}', 'not-allowed', 'any'],
    ['{delay: 5}', 'wrong-type', '5'],
    ['{paralellism: 1}', 'unknown-key', 'paralellism'],
  ],
});
