import { keyCases } from '../../support/key-cases.js';

keyCases('secrets.s1.external', {
  reads: [['true', true]],
  merges: [['true', 'true', true]],
  refuses: [
    ['maybe', 'invalid-value', 'maybe'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
