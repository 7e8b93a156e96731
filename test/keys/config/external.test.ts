import { keyCases } from '../../support/key-cases.js';

keyCases('configs.c1.external', {
  reads: [['true', true]],
  merges: [['true', 'true', true]],
  refuses: [
    ['maybe', 'invalid-value', 'maybe'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
