import { keyCases } from '../support/key-cases.js';

keyCases('services.web.credential_spec', {
  reads: [['{file: spec.json}', { file: 'spec.json' }]],
  merges: [['{file: a.json}', '{registry: b}', { file: 'a.json', registry: 'b' }]],
  refuses: [
    ['{fiel: a}', 'unknown-key', 'fiel'],
    ['spec.json', 'wrong-type', 'spec.json'],
  ],
});
