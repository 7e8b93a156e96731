import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.tags', {
  reads: [['["web:1"]', ['web:1']]],
  merges: [['["web:1"]', '["web:2"]', ['web:1', 'web:2']]],
  refuses: [
    ['web', 'wrong-type', 'web'],
    ['[1]', 'wrong-type', '1'],
  ],
});
