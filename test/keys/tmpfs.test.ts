import { keyCases } from '../support/key-cases.js';

keyCases('services.web.tmpfs', {
  reads: [
    ['/run', ['/run']],
    ['["/run:size=64m", /tmp]', ['/run:size=64m', '/tmp']],
  ],
  merges: [['/run', '[/tmp]', ['/run', '/tmp']]],
  refuses: [
    ['5', 'wrong-type', '5'],
    ['[5]', 'wrong-type', '5'],
  ],
});
