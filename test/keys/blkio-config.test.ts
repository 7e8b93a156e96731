import { keyCases } from '../support/key-cases.js';

keyCases('services.web.blkio_config', {
  reads: [
    [
      '{weight: 300, device_read_bps: [{path: /dev/a, rate: 1mb}]}',
      { weight: 300, device_read_bps: [{ path: '/dev/a', rate: '1048576' }] },
    ],
  ],
  merges: [['{weight: 300}', '{weight: 400}', { weight: 400 }]],
  refuses: [
    ['{weight: heavy}', 'wrong-type', 'heavy'],
    ['{wieght: 3}', 'unknown-key', 'wieght'],
  ],
});
