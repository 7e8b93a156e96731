import { loadCompose } from '../support/compose.js';

const load = (value: string, over?: string) =>
  loadCompose(
    {
      'compose.yaml': `services: {web: {image: nginx, labels: {a: own}, label_file: ${value}}}`,
      ...(over === undefined ? {} : { 'over.yaml': `services: {web: {label_file: ${over}}}` }),
    },
    { files: { 'one.labels': 'a=1\nb=1\n', 'two.labels': 'b=2\n' } },
  );

test('labels come from the file, under those of the service itself', () => {
  expect(load('one.labels').project.services['web']?.labels).toEqual({ a: 'own', b: '1' });
});

test('a later file comes over an earlier one, in a list or in a file over another', () => {
  for (const { project } of [load('[one.labels, two.labels]'), load('one.labels', '[two.labels]')]) {
    expect(project.services['web']).toMatchObject({
      label_file: ['/shop/one.labels', '/shop/two.labels'],
      labels: { a: 'own', b: '2' },
    });
  }
});

test('a file that is not there is told at its name', () => {
  const { diagnostics, place } = load('[one.labels, gone.labels]');
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'the label file /shop/gone.labels does not exist',
  ]);
  expect(place(diagnostics[0]?.at)).toBe('compose.yaml:1:75');
});

test('a number is no file', () => {
  expect(load('5').codes).toEqual(['wrong-type']);
});
