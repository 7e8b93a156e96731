import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.dockerfile_inline', {
  reads: [['FROM nginx', 'FROM nginx']],
  merges: [['FROM nginx', 'FROM httpd', 'FROM httpd']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
