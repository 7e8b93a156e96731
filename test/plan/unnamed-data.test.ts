import { planned } from '../support/planned.js';

const told = (volumes: string) =>
  planned(`services: { db: { image: postgres, volumes: [${volumes}] } }\nvolumes: { data: }`)
    .diagnostics.filter(({ code }) => code === 'data-not-kept')
    .map(({ path }) => path?.join('.'));

test('a volume without a name where images keep data is told with its place', () => {
  expect(told('/tmp/x, /var/lib/postgresql/data')).toEqual(['services.db.volumes.1']);
});

test.each([
  ['a named volume', 'data:/var/lib/postgresql/data'],
  ['what a build leaves behind', '/app/node_modules'],
  ['memory', '{ type: tmpfs, target: /var/lib/postgresql/data, tmpfs: { size: 64m } }'],
])('%s loses nothing', (_, volumes) => {
  expect(told(volumes)).toEqual([]);
});
