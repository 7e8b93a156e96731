import { loadCompose } from '../support/compose.js';

const load = (environment: string, over?: string, variables: Readonly<Record<string, string>> = {}) =>
  loadCompose(
    {
      'compose.yaml': `services: {web: {image: nginx, environment: ${environment}}}`,
      ...(over === undefined ? {} : { 'over.yaml': `services: {web: {environment: ${over}}}` }),
    },
    { environment: variables },
  );

test('values become text as Go prints them', () => {
  expect(load('{A: true, B: 1.50, C: 1000000.0, D: 0777, E: }').project.services['web']?.environment).toEqual(
    {
      A: 'true',
      B: '1.5',
      C: '1e+06',
      D: '511',
      E: null,
    },
  );
});

test('a map and a list merge by variable', () => {
  expect(load('{A: 1, B: 2}', '["B=3", C]').project.services['web']?.environment).toEqual({
    A: '1',
    B: '3',
    C: null,
  });
});

test('a variable without a value is looked up', () => {
  expect(load('[A, B]', undefined, { A: 'here' }).project.services['web']?.environment).toEqual({
    A: 'here',
    B: null,
  });
});

test('a name that ends in a space is refused', () => {
  expect(load('["A =1"]').codes).toEqual(['variable-with-trailing-space']);
});

test('extension keys of a map become the one entry that Compose makes of them', () => {
  expect(load('{A: 1, x-b: 2}').project.services['web']?.environment).toEqual({
    A: '1',
    '#extensions': 'map[x-b:2]',
  });
});

test('a value knows the variables in it', () => {
  const { loaded } = load('["URL=http://${HOST:-a}:$PORT"]', undefined, { PORT: '1' });
  expect(loaded.spans.variables(['services', 'web', 'environment', 'URL'])).toEqual(['HOST', 'PORT']);
});
