import { keyCases } from '../support/key-cases.js';

keyCases('services.web.use_api_socket', {
  reads: [['true', true]],
  merges: [['true', 'false', undefined]],
  refuses: [
    ['"true"', 'wrong-type', '"true"'],
    ['[true]', 'wrong-type', '[true]'],
  ],
});
