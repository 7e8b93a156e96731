import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.deploy.replicas', {
  reads: [
    ['2', 2],
    ['"2"', 2],
  ],
  merges: [['2', '3', 3]],
  refuses: [
    ['-1', 'out-of-range', 'replicas'],
    ['many', 'invalid-value', 'many'],
  ],
});
