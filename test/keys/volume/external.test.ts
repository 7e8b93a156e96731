import { keyCases } from '../../support/key-cases.js';

keyCases('volumes.v1.external', {
  reads: [['true', true]],
  merges: [['true', 'false', undefined]],
  refuses: [
    ['maybe', 'invalid-value', 'maybe'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
