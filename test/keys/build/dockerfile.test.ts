import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.dockerfile', {
  reads: [['Containerfile', 'Containerfile']],
  merges: [['Containerfile', 'app.Dockerfile', 'app.Dockerfile']],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[a]', 'wrong-type', '[a]'],
  ],
});
