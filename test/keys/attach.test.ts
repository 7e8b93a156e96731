import { keyCases } from '../support/key-cases.js';

keyCases('services.web.attach', {
  reads: [
    ['true', true],
    ['"on"', true],
  ],
  merges: [['true', 'false', false]],
  refuses: [
    ['maybe', 'invalid-value', 'maybe'],
    ['[true]', 'wrong-type', '[true]'],
  ],
});
