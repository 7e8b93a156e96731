import { keyCases } from '../support/key-cases.js';

keyCases('services.web.extends', {
  reads: [
    ['db', undefined],
    ['{service: db}', undefined],
  ],
  merges: [],
  refuses: [
    ['nobody', 'extended-service-not-found', 'nobody'],
    ['{file: gone.yaml, service: a}', 'file-not-found', 'gone.yaml'],
    ['{file: a.yaml}', 'missing-key', '{file: a.yaml}'],
  ],
});
