import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.entitlements', {
  reads: [['[network.host]', ['network.host']]],
  merges: [['[a]', '[b]', ['a', 'b']]],
  refuses: [
    ['a', 'wrong-type', 'a'],
    ['[1]', 'wrong-type', '1'],
  ],
});
