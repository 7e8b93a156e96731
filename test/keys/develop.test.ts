import { keyCases } from '../support/key-cases.js';

keyCases('services.web.develop', {
  reads: [
    [
      '{watch: [{path: ./src, action: sync, target: /src, ignore: a}]}',
      { watch: [{ path: '/shop/src', action: 'sync', target: '/src', ignore: ['a'] }] },
    ],
  ],
  merges: [
    [
      '{watch: [{path: ./a, action: rebuild}]}',
      '{watch: [{path: ./b, action: restart}]}',
      {
        watch: [
          { path: '/shop/a', action: 'rebuild' },
          { path: '/shop/b', action: 'restart' },
        ],
      },
    ],
  ],
  refuses: [
    ['{watch: [{path: ./a, action: copy}]}', 'not-allowed', 'copy'],
    ['{watch: [{action: rebuild}]}', 'missing-key', '{action: rebuild}'],
    ['{watch: [{path: ./a, action: sync}]}', 'watch-without-target', '{path: ./a, action: sync}'],
  ],
});
