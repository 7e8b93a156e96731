import { planned } from '../support/planned.js';

const shop = `
services:
  db:
    image: postgres
    container_name: shop-db
    networks: { back: { aliases: [database, DB] } }
  web:
    image: web
    links: [db:storage, db]
    networks: { back: }
networks: { back: {} }
`;

test('a service is reached by its name, aliases, container_name and what others call it in links', () => {
  const { service, codes } = planned(shop);
  expect(service('db').names.map(({ value, cause }) => [value, cause.because])).toEqual([
    ['db', 'service db'],
    ['database', 'alias on network back'],
    ['shop-db', 'container_name'],
    ['storage', 'links of web'],
  ]);
  expect(codes).toEqual([]);
});

test('the namespace is named after project and environment, and tasks search it', () => {
  const { plan } = planned(`name: shop\n${shop}`, { options: { environment: 'staging' } });
  expect(plan.namespace).toMatchObject({
    domain: 'shop-staging.internal',
    cause: { place: 'compose.yaml:1:1' },
  });
  expect(plan.vpc).toMatchObject({ kind: 'create', searchDomain: 'shop-staging.internal' });
});

test.each([
  ['an alias that is another service', 'networks: { n: { aliases: [b] } }', 'name-taken'],
  ['an alias with dots', 'networks: { n: { aliases: [a.example.com] } }', 'name-not-resolvable'],
  ['a container name with dots', 'container_name: my.app', 'container-name-not-resolvable'],
])('%s is told', (_, keys, code) => {
  const { codes, service } = planned(
    `services: { a: { image: x, ${keys} }, b: { image: x } }\nnetworks: { n: {} }`,
  );
  expect(codes).toEqual([code]);
  expect(service('a').names.map(({ value }) => value)).toEqual(['a']);
});
