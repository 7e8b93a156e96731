import { keyCases } from '../support/key-cases.js';

keyCases('services.web.networks', {
  reads: [
    ['[n]', { n: null }],
    ['{n: {aliases: [shop], priority: 5}}', { n: { aliases: ['shop'], priority: 5 } }],
  ],
  merges: [
    ['[n]', '{n: {aliases: [a]}}', { n: { aliases: ['a'] } }],
    ['{n: {aliases: [a]}}', '{n: {aliases: [b]}}', { n: { aliases: ['a', 'b'] } }],
  ],
  refuses: [
    ['[nobody]', 'undefined-reference', 'nobody'],
    ['{n: {alias: [a]}}', 'unknown-key', 'alias'],
    ['n', 'wrong-type', 'n'],
  ],
});
