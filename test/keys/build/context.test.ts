import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.context', {
  reads: [['./app', '/shop/app']],
  merges: [['./app', './web', '/shop/web']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
