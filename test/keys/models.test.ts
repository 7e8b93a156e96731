import { keyCases } from '../support/key-cases.js';

keyCases('services.web.models', {
  reads: [
    ['[m]', { m: null }],
    ['{m: {endpoint_var: URL}}', { m: { endpoint_var: 'URL' } }],
  ],
  merges: [['[m]', '{m: {model_var: NAME}}', { m: { model_var: 'NAME' } }]],
  refuses: [
    ['[nobody]', 'undefined-reference', 'nobody'],
    ['m', 'wrong-type', 'm'],
  ],
});
