import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.args', {
  reads: [
    ['{A: 1, B: }', { A: '1' }],
    ['["A=1"]', { A: '1' }],
  ],
  merges: [['{A: 1}', '["A=2", "B=3"]', { A: '2', B: '3' }]],
  refuses: [
    ['{A: [1]}', 'wrong-type', '[1]'],
    ['A=1', 'wrong-type', 'A=1'],
  ],
});
