import { stackName } from '../../lib/constructs/stack-name.js';

test.each([
  ['shop', undefined, 'shop'],
  ['shop', 'staging', 'shop-staging'],
])('%s in %s is the stack %s', (project, environment, name) => {
  expect(stackName(project, environment)).toBe(name);
});

test.each(['my_shop', '2048', '_x', 'a'.repeat(200), 'shop_'])(
  '%s becomes a name that CloudFormation takes',
  (project) => {
    expect(stackName(project, undefined)).toMatch(/^[A-Za-z][A-Za-z0-9-]{0,127}$/);
  },
);

test('names that differ stay different', () => {
  const names = ['a_b', 'a-b', 'a--b', '2048', 'compose-2048', 'compose_2048'].map((name) =>
    stackName(name, undefined),
  );
  expect(new Set(names).size).toBe(names.length);
});
