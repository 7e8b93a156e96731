import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.ulimits', {
  reads: [['{nofile: 5}', { nofile: 5 }]],
  merges: [
    ['{nofile: {soft: 1, hard: 2}}', '{nofile: {soft: 2, hard: 2}}', { nofile: { soft: 2, hard: 2 } }],
  ],
  refuses: [
    ['{nofile: {soft: 1}}', 'missing-key', 'nofile'],
    ['5', 'wrong-type', '5'],
  ],
});
