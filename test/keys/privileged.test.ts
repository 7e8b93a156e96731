import { keyCases } from '../support/key-cases.js';

keyCases('services.web.privileged', {
  reads: [
    ['true', true],
    ['"on"', true],
  ],
  merges: [['true', 'false', undefined]],
  refuses: [
    ['maybe', 'invalid-value', 'maybe'],
    ['[true]', 'wrong-type', '[true]'],
  ],
});
