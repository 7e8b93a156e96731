import { planned } from '../support/planned.js';

const layered = `
services:
  web: { image: web, networks: { front: , back: } }
  db: { image: db, networks: { back: } }
  job: { image: job, network_mode: none }
networks:
  front: {}
  back: { internal: true }
`;

test('a network joins its members', () => {
  const { plan, service } = planned(layered);
  expect(plan.networks).toMatchObject([
    { name: 'back', internal: true, members: ['db', 'web'], cause: { place: 'compose.yaml:8:3' } },
    { name: 'front', internal: false, members: ['web'] },
  ]);
  expect(service('web').networks.map(({ value }) => value)).toEqual(['back', 'front']);
});

test('a service whose networks are all internal has no way out', () => {
  const { service } = planned(layered);
  expect(['web', 'db', 'job'].map((name) => service(name).internet.value)).toEqual([true, false, false]);
  expect(service('db').internet.cause).toMatchObject({
    because: 'network back is internal',
    place: 'compose.yaml:8:11',
  });
});

test('a task without a way out has endpoints to AWS, and its image in our own repository', () => {
  const { plan, service } = planned(layered);
  expect(plan.vpc.kind === 'create' && plan.vpc.endpoints.map(({ value }) => value)).toEqual([
    'ecr.api',
    'ecr.dkr',
    's3',
    'logs',
  ]);
  const images = ['web', 'db', 'job'].map((name) => service(name).containers[0]?.image);
  expect(images.map((image) => [image?.from, image?.repository])).toEqual([
    ['registry', 'docker.io/library/web'],
    ['ecr', 'shop'],
    ['ecr', 'shop'],
  ]);
});

test('who uses the network of another has its way out', () => {
  const { service } = planned(
    'services: { a: { image: x, networks: [n] }, b: { image: x, network_mode: "service:a" } }\nnetworks: { n: { internal: true } }',
  );
  expect(service('a').containers.map(({ image }) => image.from)).toEqual(['ecr', 'ecr']);
});

const five = ['a', 'b', 'c', 'd', 'e'];
const joined = five.map((name) => `${name}: `).join(', ');

test('a task has room for the groups of four networks, and visits the others', () => {
  const made = five.map((name) => `${name}: {}`).join(', ');
  const { codes, service } = planned(
    `services: { web: { image: x, networks: { ${joined} } } }\nnetworks: { ${made} }`,
  );
  expect(codes).toEqual([]);
  expect(service('web').networks.map(({ value }) => value)).toEqual(['a', 'b', 'c', 'd']);
  expect(service('web').visits.map(({ value }) => value)).toEqual(['e']);
});

test('networks of others are joined before ours, because their rules are not ours to change', () => {
  const made = five.map((name) => `${name}: ${name === 'e' ? '{ x-aws-securitygroup: sg-0e }' : '{}'}`);
  const { codes, service } = planned(
    `services: { web: { image: x, networks: { ${joined} } } }\nnetworks: { ${made.join(', ')} }`,
  );
  expect(codes).toEqual([]);
  expect(service('web').visits.map(({ value }) => value)).toEqual(['d']);
});

test('more networks of others than a task takes security groups is an error', () => {
  const made = five.map((name) => `${name}: { x-aws-securitygroup: sg-0${name} }`).join(', ');
  const { codes } = planned(
    `services: { web: { image: x, networks: { ${joined} } } }\nnetworks: { ${made} }`,
  );
  expect(codes).toEqual(['too-many-networks']);
});

test('services of one task take them together', () => {
  const made = five.map((name) => `${name}: { x-aws-securitygroup: sg-0${name} }`).join(', ');
  const { diagnostics } = planned(
    `services: { web: { image: x, networks: [a, b] }, side: { image: x, volumes_from: [web], networks: [b, c, d, e] } }\nnetworks: { ${made} }`,
  );
  expect(diagnostics.filter(({ code }) => code === 'too-many-networks')).toMatchObject([
    { message: expect.stringContaining('5 networks'), path: ['services', 'web', 'networks'] },
  ]);
});

test.each([
  ['its name', '{ external: true, name: sg-0a }', {}, 'sg-0a'],
  ['the bindings', '{ external: true, name: others }', { back: { securityGroup: 'sg-0b' } }, 'sg-0b'],
  ['x-aws-securitygroup', '{ x-aws-securitygroup: sg-0c }', {}, 'sg-0c'],
])('an external network is the security group that %s says', (_, network, bound, existing) => {
  const { plan, codes } = planned(
    `services: { web: { image: x, networks: [back] } }\nnetworks: { back: ${network} }`,
    { bindings: { version: 1, networks: bound } },
  );
  expect(plan.networks[0]?.existing).toBe(existing);
  expect(codes).toEqual([]);
});

test('what an external network or volume is must be said before it is deployed', () => {
  const { plan, codes } = planned(
    'services: { web: { image: x, networks: [n], volumes: ["vol:/d"] } }\nnetworks: { n: { external: true } }\nvolumes: { vol: { external: true } }',
  );
  expect(codes).toEqual(['external-network-not-bound', 'external-volume-not-bound']);
  expect(plan.missingBindings.map(({ what }) => what)).toEqual(['volume vol', 'network n']);
  expect(plan.missingBindings[0]?.sentence).toContain('fileSystems.vol.id');
});

test('a task has a way out if one of its services has one, whose image comes from there', () => {
  const { service } = planned(
    'services: { main: { image: x, networks: [back] }, side: { image: x, pid: "service:main", networks: [front] } }\nnetworks: { back: { internal: true }, front: {} }',
  );
  expect(service('main').internet).toMatchObject({ value: true, cause: { path: ['services', 'side'] } });
  expect(service('main').networks.map(({ value }) => value)).toEqual(['back', 'front']);
});

describe('a service that shares the task of another', () => {
  const told = (side: string, networks = '{ front: {}, back: { internal: true } }') =>
    planned(
      `services: { web: { image: web, networks: [front] }, side: { image: side, ${side} } }\nnetworks: ${networks}`,
    ).diagnostics.filter(({ code }) => code === 'networks-of-task');

  test('is told that it has its networks, and its way out', () => {
    expect(told('volumes_from: [web], networks: [back]')).toMatchObject([
      {
        message: expect.stringMatching(/'side'.*joins network back$/),
        path: ['services', 'web', 'networks'],
      },
      {
        message: expect.stringMatching(/'side'.*joins network front and has a way out to the internet$/),
        path: ['services', 'side', 'networks'],
      },
    ]);
    expect(told('pid: service:web, network_mode: none')).toMatchObject([
      { path: ['services', 'side', 'network_mode'] },
    ]);
  });

  test.each(['network_mode: service:web', 'volumes_from: [web], networks: [front]'])(
    'is told nothing where it has the same anyway: %s',
    (side) => expect(told(side, '{ front: {} }')).toEqual([]),
  );
});
