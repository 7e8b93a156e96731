import { planned, type Given } from '../support/planned.js';

const endpointsOf = (text: string, given: Given = {}) => {
  const { service, codes } = planned(text, given);
  return {
    codes,
    service,
    endpoints: (service('a').serviceConnect?.endpoints ?? []).map(
      ({ dnsName, port }) => `${dnsName}:${port}`,
    ),
  };
};
const key = 'x-aws-service_connect';
const pair = (keys: string) => `services: { a: { image: x, ${keys} }, b: { image: x, depends_on: [a] } }`;

test('ports are those of ports, expose and the image, of TCP', () => {
  const { endpoints, codes } = endpointsOf(
    pair(`ports: ["80:8080"], expose: ["3000-3001", "8080"], ${key}: true`),
    { images: { a: { exposedPorts: ['8080/tcp', '9000/tcp'] } } },
  );
  expect(endpoints).toEqual(['a:3000', 'a:3001', 'a:8080', 'a:9000']);
  expect(codes).toContain('service-connect-known-ports');
});

test('ports can be stated, with what is spoken and timeouts', () => {
  const { service, codes } = endpointsOf(
    pair(`expose: ["80"], ${key}: { ports: [50051], protocol: grpc, request_timeout: 1m, idle_timeout: 0s }`),
  );
  expect(codes).toEqual([]);
  expect(service('a').serviceConnect?.endpoints).toMatchObject([
    { portMapping: 'grpc-50051', requestTimeout: 60, idleTimeout: 0 },
  ]);
  expect(service('a').containers[0]?.portMappings).toMatchObject([
    { containerPort: 50051, name: 'grpc-50051', appProtocol: 'grpc' },
  ]);
});

test.each([
  ['app_protocol', 'ports: [{ target: 50051, app_protocol: grpc }]', 'grpc-50051'],
  ['x-aws-protocol', 'ports: [{ target: 9000, x-aws-protocol: http }]', 'http-9000'],
  ['TLS of the container', 'ports: [{ target: 8443, app_protocol: https }]', 'tcp-8443'],
  ['a usual port is no word', 'ports: ["80:80"]', 'tcp-80'],
])('what is spoken, by what the file says: %s', (_, ports, name) => {
  const { service } = endpointsOf(pair(`${ports}, ${key}: true`));
  expect(service('a').serviceConnect?.endpoints[0]?.portMapping).toBe(name);
});

test.each([
  ['UDP is refused', pair(`expose: ["53/udp", "80"], ${key}: true`), 'service-connect-without-udp'],
  ['no known port is refused', pair(`${key}: true`), 'service-connect-without-ports'],
  [
    'more ports than a container maps are refused',
    pair(`expose: ["1000-2000"], ${key}: true`),
    'service-connect-too-many-ports',
  ],
  [
    'nobody who can use it is told',
    `services: { a: { image: x, ${key}: { ports: [80] } }, b: { image: x, ${key}: false } }`,
    'service-connect-without-clients',
  ],
  [
    'a time for requests where none are known',
    pair(`${key}: { ports: [5432], request_timeout: 5s }`),
    'key-without-effect',
  ],
  ['a job that asks for it', pair(`x-aws-job: true, ${key}: { ports: [80] }`), 'key-without-effect'],
  [
    'a time for requests of TCP',
    pair(`${key}: { ports: [5432], protocol: tcp, request_timeout: 5s }`),
    'extension-value-broken',
  ],
])('%s', (_, text, code) => {
  expect(planned(text).codes).toEqual([code]);
});

test('UDP that nobody is said to use is no reason', () => {
  const { codes, endpoints } = endpointsOf(pair(`expose: ["53/udp"], ${key}: { ports: [80] }`));
  expect(codes).toEqual([]);
  expect(endpoints).toEqual(['a:80']);
});

test('an image that is not in the lock is no reason to refuse a service without ports', () => {
  const { codes } = planned(pair(`${key}: true`), { images: { a: 'missing' } });
  expect(codes).not.toContain('service-connect-without-ports');
});

test('a name that services share stays in DNS', () => {
  const { endpoints } = endpointsOf(`
services:
  a: { image: x, ${key}: { ports: [80] }, networks: { n: { aliases: [both] } } }
  b: { image: x, ${key}: { ports: [80] }, networks: { n: { aliases: [both] } }, depends_on: [a] }
networks: { n: {} }
`);
  expect(endpoints).toEqual(['a:80']);
});

test('discovery names are others than all names of DNS, and fit', () => {
  const long = 'l'.repeat(63);
  const { service } = planned(`
services:
  a: { image: x, ${key}: { ports: [80] }, container_name: ${long} }
  a-80-connect: { image: x, depends_on: [a] }
`);
  const found = service('a').serviceConnect?.endpoints.map(({ discoveryName }) => discoveryName) ?? [];
  expect(new Set(found).size).toBe(2);
  expect(found).not.toContain('a-80-connect');
  expect(found.every((name) => /^[a-z0-9_-]{1,64}$/.test(name))).toBe(true);
});

test('who is reached starts first, unless it waits itself', () => {
  const { service } = planned(`
services:
  a: { image: x, ${key}: { ports: [80] }, depends_on: [mid] }
  mid: { image: x, depends_on: [db] }
  db: { image: x }
  b: { image: x }
  c: { image: x, ${key}: { ports: [80] } }
  tick: { image: x, x-aws-schedule: "@daily" }
`);
  const reaches = (name: string) => service(name).serviceConnect?.reaches.map(({ value }) => value);
  expect(reaches('b')).toEqual(['a', 'c']);
  expect(service('b').startsAfter.map((first) => first.service)).toEqual(['a', 'c']);
  // Nothing says which of two that are reached needs the other.
  expect([reaches('a'), reaches('c')]).toEqual([[], []]);
  expect(reaches('db')).toEqual(['c']);
  expect(reaches('tick')).toBeUndefined();
});

test('services of one task are reached at the names and ports of each', () => {
  const { service } = planned(`
services:
  a: { image: x, expose: ["80"], ${key}: true }
  side: { image: x, network_mode: "service:a", ${key}: { ports: [9000] } }
  b: { image: x, depends_on: [a] }
`);
  expect(service('a').serviceConnect?.endpoints.map(({ dnsName, port }) => `${dnsName}:${port}`)).toEqual([
    'a:80',
    'side:9000',
  ]);
});

test('the proxy counts in the size of the task', () => {
  const { service } = planned(pair(`${key}: { ports: [80] }, mem_limit: 512m, cpus: 0.25`));
  expect(service('a').size).toMatchObject({
    value: { cpu: 512, memory: 1024 },
    cause: { because: 'mem_limit 512 MB, cpus 0.25, Service Connect proxy 64 MB, cpus 0.25' },
  });
});

test('a proxy that looks names up once finds those of Service Connect where they were', () => {
  const nginx = (keys: string) =>
    `services: { a: { image: x, ${keys} }, b: { image: nginx, depends_on: [a] } }`;
  expect(planned(nginx('expose: ["80"]')).codes).toEqual(['proxy-resolves-once']);
  expect(planned(nginx(`${key}: { ports: [80] }`)).codes).toEqual([]);
});

test('a service whose name has dots has a discovery name for each of its names', () => {
  const { service } = planned(
    'services: { api.v1: { image: x, expose: ["80"], x-aws-service_connect: true }, web: { image: x, depends_on: [api.v1] } }',
  );
  const endpoints = service('api.v1').serviceConnect?.endpoints ?? [];
  expect(endpoints.map(({ dnsName }) => dnsName)).toEqual(['api-v1-5e2f5539', 'api.v1']);
  expect(new Set(endpoints.map(({ discoveryName }) => discoveryName)).size).toBe(2);
});
