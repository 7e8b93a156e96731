import { keyCases } from '../../support/key-cases.js';

keyCases('configs.c1.template_driver', {
  reads: [['golang', 'golang']],
  merges: [['golang', 'other', 'other']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
