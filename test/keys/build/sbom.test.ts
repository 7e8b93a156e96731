import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.sbom', {
  reads: [
    ['true', 'true'],
    ['generator=x', 'generator=x'],
  ],
  merges: [['true', 'false', 'false']],
  refuses: [
    ['[true]', 'wrong-type', '[true]'],
    ['5', 'wrong-type', '5'],
  ],
});
