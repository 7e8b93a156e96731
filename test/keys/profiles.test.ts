import { keyCases } from '../support/key-cases.js';

keyCases('services.web.profiles', {
  reads: [['[]', undefined]],
  merges: [],
  refuses: [
    ['dev', 'wrong-type', 'dev'],
    ['[5]', 'wrong-type', '5'],
  ],
});
