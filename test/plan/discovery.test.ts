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
  ['a container name that is another service but for capitals', 'container_name: BB', 'name-taken'],
  ['an alias of the internet', 'networks: { n: { aliases: [api.mynetwork.com] } }', 'name-not-resolvable'],
  ['an alias that is no name', 'networks: { n: { aliases: ["-a"] } }', 'name-not-resolvable'],
  ['a container name of the internet', 'container_name: my.app', 'container-name-not-resolvable'],
])('%s is told', (_, keys, code) => {
  const { codes, service } = planned(
    `services: { a: { image: x, ${keys} }, b: { image: x }, bb: { image: x } }\nnetworks: { n: {} }`,
  );
  expect(codes).toEqual([code]);
  expect(service('a').names.map(({ value }) => value)).toEqual(['a']);
});

test.each(['-web', 'web-', 'a'.repeat(64)])(
  'a service called %s is told that DNS has no such label',
  (name) => {
    expect(planned(`services: { "${name}": { image: x } }`).diagnostics).toContainEqual(
      expect.objectContaining({ code: 'name-not-resolvable', path: ['services', name] }),
    );
    expect(planned(`services: { "${name}": { image: x, x-aws-job: true } }`).codes).toEqual([]);
  },
);

describe('names with dots', () => {
  const zones = (text: string) => {
    const { plan, codes, service } = planned(text);
    return { codes, service, zones: plan.nameDomains.map(({ domain, names }) => [domain, ...names]) };
  };

  test('below reserved domains they have a zone of their parent', () => {
    const found = zones(`
services:
  ca: { image: x, networks: { n: { aliases: [self.test, fail.test, peer0.org1.example.com] } } }
  b: { image: x, container_name: b.local }
networks: { n: {} }
`);
    expect(found).toMatchObject({
      codes: [],
      zones: [
        ['local', 'b.local'],
        ['org1.example.com', 'peer0.org1.example.com'],
        ['test', 'fail.test', 'self.test'],
      ],
    });
  });

  test('below what the root zone has not they have one, for nothing of the internet is there', () => {
    const found = zones(`
services:
  basket.api: { image: x }
  prosody: { image: x, networks: { n: { aliases: [xmpp.meet.jitsi, lms.dev_stack.edx] } } }
networks: { n: {} }
`);
    expect(found).toMatchObject({
      codes: [],
      zones: [
        ['api', 'basket.api'],
        ['dev_stack.edx', 'lms.dev_stack.edx'],
        ['meet.jitsi', 'xmpp.meet.jitsi'],
      ],
    });
  });

  test('a zone within another would hide the name that it is called after: they are one', () => {
    const alias = 'networks: { n: { aliases: [v1.api, x.v1.api] } }';
    const found = zones(`services: { a: { image: x, ${alias} } }\nnetworks: { n: {} }`);
    expect(found.zones).toEqual([['api', 'v1.api', 'x.v1.api']]);
  });

  test.each(['db.shop.com', 'cms.dev', 'web.localhost', 'db.localdomain', 'site.onion', 'db.xn--p1ai'])(
    'the internet or the resolver has what is beside %s',
    (name) => {
      const alias = `networks: { n: { aliases: [${name}] } }`;
      const found = zones(`services: { a: { image: x, ${alias} } }\nnetworks: { n: {} }`);
      expect(found).toMatchObject({ codes: ['name-not-resolvable'], zones: [] });
    },
  );

  test('x-aws-private_domains makes a zone of any domain, for all names below it', () => {
    const service = 'image: x, networks: { n: { aliases: [db.mynetwork.com, a.b.MyNetwork.com] } }';
    const found = zones(
      `x-aws-private_domains: mynetwork.com\nservices: { a: { ${service} } }\nnetworks: { n: {} }`,
    );
    expect(found.codes).toEqual([]);
    expect(found.zones).toEqual([['mynetwork.com', 'a.b.MyNetwork.com', 'db.mynetwork.com']]);
  });

  test('a service whose own name has dots is registered under a label, and found under its name', () => {
    const { codes, service, zones: found } = zones('services: { "db.example.com": { image: x } }');
    expect(codes).toEqual([]);
    expect(service('db.example.com').names.map(({ value }) => value)).toEqual([
      'db-example-com-BB86CA7A',
      'db.example.com',
    ]);
    expect(found).toEqual([['example.com', 'db.example.com']]);
  });

  test('the names of the project itself need no zone', () => {
    const found = zones(
      'name: shop\nservices: { a: { image: x, networks: { n: { aliases: [a.shop.internal, db.shop.internal] } } } }\nnetworks: { n: {} }',
    );
    expect(found.zones).toEqual([]);
    expect(found.service('a').names.map(({ value }) => value)).toEqual(['a', 'db']);
  });

  test.each(['com', 'Com', 'amazonaws.com', 'not a domain', ''])('%j is no private domain', (domain) => {
    const { codes } = planned(
      `x-aws-private_domains: ${JSON.stringify(domain)}\nservices: { a: { image: x } }`,
    );
    expect(codes).toContain('extension-value-broken');
  });

  test('a private domain without names is told', () => {
    const { codes } = planned('x-aws-private_domains: mynetwork.com\nservices: { a: { image: x } }');
    expect(codes).toEqual(['private-domain-unused']);
  });
});

test.each([
  ['a label', 'hostname: kafka-1', ['a', 'kafka-1']],
  ['its own name', 'hostname: a', ['a']],
  ['the name of another service, which has the better claim', 'hostname: b', ['a']],
  ['of the internet, which is meant for the container itself', 'hostname: mail.acme.com', ['a']],
])('a hostname that is %s', (_, keys, expected) => {
  const { codes, service } = planned(`services: { a: { image: x, ${keys} }, b: { image: x } }`);
  expect(service('a').names.map(({ value }) => value)).toEqual(expected);
  expect(codes).toEqual([]);
});

test('two services whose names differ by capitals alone are told', () => {
  expect(planned('services: { Web: { image: x }, web: { image: x } }').codes).toEqual(['name-taken']);
});
