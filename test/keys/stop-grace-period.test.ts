import { keyCases } from '../support/key-cases.js';

keyCases('services.web.stop_grace_period', {
  reads: [
    ['1m30s', '1m30s'],
    ['"90s"', '1m30s'],
    ['1d', '24h0m0s'],
  ],
  merges: [['10s', '1m', '1m0s']],
  refuses: [
    ['10', 'wrong-type', '10'],
    ['"10"', 'invalid-value', '"10"'],
  ],
});
