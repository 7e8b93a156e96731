import { keyCases } from '../../support/key-cases.js';

keyCases('services.web.build.additional_contexts', {
  reads: [
    ['{src: ./src, base: "docker-image://x"}', { src: '/shop/src', base: 'docker-image://x' }],
    ['["src=./src"]', { src: '/shop/src' }],
  ],
  merges: [['{a: ./a}', '["b=./b"]', { a: '/shop/a', b: '/shop/b' }]],
  refuses: [
    ['["src"]', 'invalid-value', '"src"'],
    ['./src', 'wrong-type', './src'],
  ],
});
