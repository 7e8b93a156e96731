import { keyCases } from '../support/key-cases.js';

keyCases('services.web.storage_opt', {
  reads: [['{size: 1G}', { size: '1G' }]],
  merges: [['{size: 1G}', '{size: 2G}', { size: '2G' }]],
  refuses: [
    ['[size]', 'wrong-type', '[size]'],
    ['1G', 'wrong-type', '1G'],
  ],
});
