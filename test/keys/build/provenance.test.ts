import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.provenance', {
  reads: [
    ['true', 'true'],
    ['mode=max', 'mode=max'],
  ],
  merges: [['true', 'false', 'false']],
  refuses: [
    ['[true]', 'wrong-type', '[true]'],
    ['5', 'wrong-type', '5'],
  ],
});
