import { parseVolume } from '../../../lib/syntax/grammars/volume.js';

test.each([
  ['/data', { type: 'volume', target: '/data', volume: {} }],
  ['/d', { type: 'volume', target: '/d' }],
  ['db:/data', { type: 'volume', source: 'db', target: '/data', volume: {} }],
  ['a/b:/data', { type: 'volume', source: 'a/b', target: '/data', volume: {} }],
  ['db:/data:nocopy', { type: 'volume', source: 'db', target: '/data', volume: { nocopy: true } }],
  ['./x:/data/', { type: 'bind', source: './x', target: '/data/', bind: { create_host_path: true } }],
  [
    '~/x:/d1:ro',
    { type: 'bind', source: '~/x', target: '/d1', read_only: true, bind: { create_host_path: true } },
  ],
  [
    '/x:/d1:rw,Z,rslave,cached',
    {
      type: 'bind',
      source: '/x',
      target: '/d1',
      bind: { create_host_path: true, propagation: 'rslave', selinux: 'Z' },
    },
  ],
  ['C:\\x:/d1', { type: 'bind', source: 'C:\\x', target: '/d1', bind: { create_host_path: true } }],
  ['v:/d', { type: 'volume', target: 'v:/d', volume: {} }],
  ['${A:-x}:/d1', { type: 'volume', source: '${A:-x}', target: '/d1', volume: {} }],
])('%s', (text, value) => {
  expect(parseVolume(text)).toEqual({ ok: true, value });
});

test.each(['', 'db::/d', 'db:/data:', './a:/d:ro:z'])('%j is refused', (text) => {
  expect(parseVolume(text)).toMatchObject({ ok: false, problem: expect.any(String) });
});
