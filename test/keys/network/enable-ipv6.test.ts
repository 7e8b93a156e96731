import { keyCases } from '../../support/key-cases.js';

keyCases('networks.n1.enable_ipv6', {
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
