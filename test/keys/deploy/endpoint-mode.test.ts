import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.deploy.endpoint_mode', {
  reads: [['vip', 'vip']],
  merges: [['vip', 'dnsrr', 'dnsrr']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
