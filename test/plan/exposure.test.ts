import { targetsOf } from '../../lib/model/load-balancer-plan.js';
import { planned } from '../support/planned.js';

function exposed(service: string, more = '') {
  const { plan, service: find, codes } = planned(`services: { web: { image: nginx, ${service} } }\n${more}`);
  return {
    listeners: plan.loadBalancers.flatMap(({ type, scheme, listeners }) =>
      listeners.flatMap((listener) =>
        targetsOf(listener).map((target) => ({
          type,
          scheme,
          listener: `${listener.protocol} ${listener.port}`,
          target: `${target.protocol} ${target.containerPort}`,
          health: target.healthCheck.value,
          because: listener.cause.because,
        })),
      ),
    ),
    unpublished: find('web').unpublished.map(({ value, cause }) => `${value}: ${cause.because}`),
    grace: find('web').healthCheckGracePeriod?.value,
    codes,
  };
}

const http8080 = 'ports: [{ target: 8080, published: "80", protocol: tcp }]';

test('a usual HTTP port is published by an application load balancer, under another port if so stated', () => {
  const { listeners, grace } = exposed(http8080);
  expect(listeners).toEqual([
    {
      type: 'application',
      scheme: 'internet-facing',
      listener: 'HTTP 80',
      target: 'HTTP 8080',
      health: { protocol: 'HTTP', path: '/', matcher: '200-499' },
      because: 'ports "80:8080", 8080 is a usual HTTP port',
    },
  ]);
  expect(grace).toBe(120);
});

test('any other port is published by a network load balancer', () => {
  const [listener] = exposed('ports: [{ target: 1883, published: "1883", protocol: tcp }]').listeners;
  expect(listener).toMatchObject({
    type: 'network',
    listener: 'TCP 1883',
    target: 'TCP 1883',
    health: { protocol: 'TCP' },
    because: 'ports "1883:1883", nothing says HTTP',
  });
});

test.each([
  ['app_protocol: http', 'HTTP 7000', 'application', 'app_protocol http'],
  ['x-aws-protocol: http', 'HTTP 7000', 'application', 'x-aws-protocol http'],
  ['app_protocol: redis', 'TCP 7000', 'network', 'app_protocol redis'],
])('%s decides what is spoken', (key, target, type, because) => {
  const [listener] = exposed(`ports: [{ target: 7000, published: "7000", protocol: tcp, ${key} }]`).listeners;
  expect(listener).toMatchObject({ type, target, because: `ports "7000:7000", ${because}` });
});

test('a healthcheck that asks a URL tells HTTP, the path and the timing', () => {
  const [listener] = exposed(
    'ports: [{ target: 7000, published: "80", protocol: tcp }], ' +
      'healthcheck: { test: [CMD-SHELL, "curl -f http://localhost:7000/health || exit 1"], interval: 5s }',
  ).listeners;
  expect(listener).toMatchObject({
    type: 'application',
    because: 'ports "80:7000", the healthcheck asks http',
    health: { protocol: 'HTTP', path: '/health', matcher: '200-399', interval: 5, timeout: 4 },
  });
});

test('a healthcheck of another host tells nothing', () => {
  const [listener] = exposed(
    'ports: [{ target: 7000, published: "80", protocol: tcp }], ' +
      'healthcheck: { test: [CMD, curl, "http://example.com:7000/"] }',
  ).listeners;
  expect(listener?.type).toBe('network');
});

test('a port that speaks TLS itself is passed through', () => {
  const [listener] = exposed('ports: [{ target: 443, published: "443", protocol: tcp }]').listeners;
  expect(listener).toMatchObject({ type: 'network', listener: 'TCP 443' });
});

test('the loopback of a laptop is not published', () => {
  const { listeners, unpublished } = exposed(
    'ports: [{ target: 8080, published: "80", protocol: tcp, host_ip: 127.0.0.1 }]',
  );
  expect(listeners).toEqual([]);
  expect(unpublished).toEqual(['8080: ports "127.0.0.1:80:8080", the host\'s loopback alone']);
});

test.each([
  ['postgres', 5432, 'PostgreSQL stays inside'],
  ['redis', 6379, 'Redis stays inside'],
  ['phpmyadmin', 80, 'phpMyAdmin, an admin console stays inside'],
  ['mydb', 27017, 'MongoDB stays inside'],
  ['grafana/alloy', 4317, 'OpenTelemetry, a collector of telemetry stays inside'],
])('a port of %s is not published by accident', (image, port, because) => {
  const { plan, service, codes } = planned(
    `services: { web: { image: ${image}, ports: [{ target: ${port}, published: "${port}", protocol: tcp }] } }`,
  );
  expect(plan.loadBalancers).toEqual([]);
  expect(service('web').unpublished[0]?.cause.because).toContain(because);
  expect(codes).toEqual(['data-store-not-published']);
});

test('a data store is published when asked for by name', () => {
  const { listeners, codes } = exposed(
    'x-aws-expose: public, ports: [{ target: 5432, published: "5432", protocol: tcp }]',
  );
  expect(listeners).toHaveLength(1);
  expect(codes).toEqual([]);
});

test('x-aws-expose on a port keeps it inside or on an internal load balancer', () => {
  const { listeners, unpublished } = exposed(
    'ports: [{ target: 8080, published: "80", protocol: tcp, x-aws-expose: internal }, ' +
      '{ target: 9000, published: "9000", protocol: tcp, x-aws-expose: none }]',
  );
  expect(listeners).toMatchObject([{ scheme: 'internal', listener: 'HTTP 80' }]);
  expect(unpublished).toEqual(['9000: x-aws-expose none']);
});

test('UDP is published with a TCP port of the container as its health', () => {
  const [, udp] = exposed(
    'expose: ["8081"], ports: [{ target: 8080, published: "80", protocol: tcp }, { target: 514, published: "514", protocol: udp }]',
  ).listeners;
  expect(udp).toMatchObject({ listener: 'UDP 514', health: { protocol: 'TCP', port: 8080 } });
});

const dns = (tcp: string, udp: string) =>
  `ports: [{ target: 53, published: "${tcp}", protocol: tcp }, { target: 53, published: "${udp}", protocol: udp }]`;

test('one port for TCP and for UDP is one listener with one target group, probed by TCP', () => {
  const { listeners, codes } = exposed(dns('53', '53'));
  expect(listeners).toMatchObject([
    { type: 'network', listener: 'TCP_UDP 53', target: 'TCP_UDP 53', health: { protocol: 'TCP' } },
  ]);
  expect(listeners[0]?.health.port).toBeUndefined();
  expect(codes).toEqual(['same-port-tcp-and-udp']);
});

test('published as two, TCP and UDP of one port are two listeners with one target group', () => {
  const { plan } = planned(`services: { web: { image: bind, ${dns('53', '5353')} } }`);
  const { listeners = [] } = plan.loadBalancers[0] ?? {};
  expect(listeners.map(({ port, protocol }) => `${protocol} ${port}`)).toEqual(['TCP 53', 'UDP 5353']);
  expect(new Set(listeners.flatMap(targetsOf).map(({ group, protocol }) => `${group} ${protocol}`))).toEqual(
    new Set(['NetworkLoadBalancer53 TCP_UDP']),
  );
});

test.each(['tcp', 'udp'])('x-aws-health of a port for %s is for both of its protocols', (stating) => {
  const port = (protocol: string) =>
    `{ target: 53, published: "53", protocol: ${protocol}${protocol === stating ? ', x-aws-health: { port: 8181, path: /ready }' : ''} }`;
  const { listeners, codes } = exposed(`ports: [${port('tcp')}, ${port('udp')}]`);
  expect(listeners).toMatchObject([
    { listener: 'TCP_UDP 53', health: { protocol: 'HTTP', port: 8181, path: '/ready' } },
  ]);
  expect(codes).toEqual(['same-port-tcp-and-udp']);
});

test('a range in expose names a TCP port, too', () => {
  const udp = 'ports: [{ target: 514, published: "514", protocol: udp }]';
  expect(exposed(`${udp}, expose: ["9200-9210"]`).listeners[0]?.health).toEqual({
    protocol: 'TCP',
    port: 9200,
  });
});

test('HTTP and UDP of one port stand behind a load balancer each', () => {
  const { listeners } = exposed(
    'ports: [{ target: 8080, published: "8080", protocol: tcp }, { target: 8080, published: "8080", protocol: udp }]',
  );
  expect(listeners.map(({ listener, target }) => [listener, target])).toEqual([
    ['HTTP 8080', 'HTTP 8080'],
    ['UDP 8080', 'TCP_UDP 8080'],
  ]);
});

test('a port is mapped for UDP where TCP stays inside', () => {
  const { service, codes } = planned(
    'services: { web: { image: bind, expose: ["8080"], ports: [{ target: 53, published: "53", protocol: tcp, x-aws-expose: none }, ' +
      '{ target: 53, published: "53", protocol: udp }] } }',
  );
  expect(service('web').containers[0]?.portMappings).toMatchObject([{ containerPort: 53, protocol: 'udp' }]);
  expect(codes).toEqual([]);
});

test('a container port that is published twice takes one target group', () => {
  const twice = [1, 2, 3, 4, 5, 6].map((n) => `{ target: 8080, published: "808${n}", protocol: tcp }`);
  const { listeners, codes } = exposed(`ports: [${twice.join(', ')}]`);
  expect(listeners).toHaveLength(6);
  expect(codes).toEqual([]);
});

test.each([
  ['192.168.1.5', 'internal', 'a private address'],
  ['172.31.0.1', 'internal', 'a private address'],
  ['fd00::1', 'internal', 'a private address'],
  ['8.8.8.8', 'internet-facing', '8080 is a usual HTTP port'],
  ['0.0.0.0', 'internet-facing', '8080 is a usual HTTP port'],
])('a port at %s is published by a load balancer that is %s', (ip, scheme, because) => {
  const [listener] = exposed(
    `ports: [{ target: 8080, published: "80", protocol: tcp, host_ip: "${ip}" }]`,
  ).listeners;
  expect(listener).toMatchObject({ scheme, because: expect.stringContaining(because) as unknown });
});

test.each(['networks: [back]', 'network_mode: none'])('%s: nothing is published, as with Docker', (keys) => {
  const networks = 'networks: { back: { internal: true } }';
  const { listeners, unpublished, codes } = exposed(`${http8080}, ${keys}`, networks);
  expect(listeners).toEqual([]);
  expect(unpublished).toHaveLength(1);
  expect(codes).toEqual(['internal-service-not-published']);
  expect(exposed(`${http8080}, ${keys}, x-aws-expose: public`, networks).listeners).toHaveLength(1);
});

test('a protocol that no load balancer knows is refused, unless it stays inside', () => {
  const sctp = 'ports: [{ target: 36412, published: "36412", protocol: sctp }]';
  expect(exposed(sctp).codes).toEqual(['port-protocol-not-published']);
  const { listeners, codes } = exposed(`${sctp}, x-aws-expose: none`);
  expect([listeners, codes]).toEqual([[], []]);
});

test('the name of a protocol is read in any case', () => {
  const { listeners, codes } = exposed(
    'ports: [{ target: 53, published: "53", protocol: UDP }, { target: 53, published: "53", protocol: TCP }]',
  );
  expect(listeners).toMatchObject([{ listener: 'TCP_UDP 53' }]);
  expect(codes).toEqual(['same-port-tcp-and-udp']);
});

test('with a certificate, plain HTTP beside HTTPS is the redirect to it', () => {
  const { plan, service } = planned(
    'x-aws-certificate: arn:aws:acm:eu-central-1:123456789012:certificate/1\n' +
      'services: { web: { image: nginx, ports: ["80:8080", "443:8081"] } }',
  );
  expect(
    plan.loadBalancers[0]?.listeners.map(({ port, protocol, action }) => [port, protocol, action.kind]),
  ).toEqual([
    [80, 'HTTP', 'redirect'],
    [443, 'HTTPS', 'forward'],
  ]);
  expect(plan.loadBalancers[0]?.listeners.flatMap(targetsOf)[0]?.containerPort).toBe(8081);
  expect(service('web').unpublished.map(({ cause }) => cause.because)).toEqual([
    'ports "80:8080", 8080 is a usual HTTP port, sent to HTTPS',
  ]);
});

const certified = 'x-aws-certificate: "arn:aws:acm:eu-central-1:123456789012:certificate/1"';

test.each([
  ['ports: [{ target: 514, published: "514", protocol: udp }]', 'udp-without-health-port'],
  [`ports: [{ target: 443, published: "443", protocol: tcp }], ${certified}`, 'no-http-port-to-route'],
  [
    `expose: ["80"], ports: [{ target: 514, published: "514", protocol: udp, ${certified} }]`,
    'no-http-port-to-route',
  ],
  ['x-aws-expose: public', 'no-port-to-expose'],
  [
    'ports: [{ target: 53, published: "53", protocol: tcp }, { target: 5353, published: "53", protocol: udp }]',
    'listener-of-two-protocols',
  ],
  [
    'ports: [{ target: 8080, published: "80", protocol: tcp }, { target: 8081, published: "80", protocol: tcp }]',
    'published-port-taken',
  ],
  [
    'expose: ["80"], ports: [{ target: 53, published: "53", protocol: udp }, { target: 53, published: "53", protocol: tcp }]',
    'same-port-tcp-and-udp',
  ],
  [
    `ports: [${[1, 2, 3, 4, 5, 6].map((n) => `{ target: 808${n}, published: "808${n}", protocol: tcp }`).join(', ')}]`,
    'too-many-published-ports',
  ],
  ['ports: [{ target: 8080, published: "443", protocol: tcp }]', 'https-port-without-certificate'],
])('%s is told: %s', (ports, code) => {
  expect(exposed(ports).codes).toEqual([code]);
});

test('two services cannot publish one port', () => {
  const ports = 'ports: [{ target: 8080, published: "80", protocol: tcp }]';
  const { plan, codes } = planned(`services: { a: { image: x, ${ports} }, b: { image: x, ${ports} } }`);
  expect(codes).toEqual(['published-port-taken']);
  expect(plan.loadBalancers[0]?.listeners.flatMap(targetsOf).map(({ service }) => service)).toEqual(['a']);
});

test.each([
  ['of a service without ports', 'x-aws-health: /up'],
  ['of a service whose ports stay inside', 'x-aws-health: /up, x-aws-expose: none, ports: ["80:80"]'],
  [
    'of a port that stays inside',
    'ports: [{ target: 80, host_ip: 127.0.0.1, published: "80", x-aws-health: /up }]',
  ],
])('health %s is asked by nobody, and that is told', (_, keys) => {
  expect(planned(`services: { web: { image: x, ${keys} } }`).codes).toEqual(['key-without-effect']);
});

describe('a container that speaks TLS itself', () => {
  const https = 'ports: [{ target: 7443, published: "443", protocol: tcp, app_protocol: https';
  const asks =
    'ports: [{ target: 7443, published: "443", protocol: tcp }], healthcheck: { test: curl -k https://localhost:7443/ }';

  test.each([
    [`${https} }]`, 'app_protocol https without a certificate'],
    [asks, 'the healthcheck asks https, without a certificate'],
  ])('gets its clients’ TLS where nothing in front can end it', (service, because) => {
    const { listeners, codes } = exposed(service);
    expect(listeners).toMatchObject([
      { type: 'network', listener: 'TCP 443', target: 'TCP 7443', because: `ports "443:7443", ${because}` },
    ]);
    expect(codes).not.toContain('https-port-without-certificate');
  });

  test.each([
    [
      `${https}, x-aws-certificate: 'arn:aws:acm:eu-central-1:111122223333:certificate/a' }]`,
      '',
      'HTTPS 443',
    ],
    [`${https}, x-aws-route: /admin }]`, '', 'HTTP 443'],
    [`${https.replace('app_', 'x-aws-')} }]`, '', 'HTTP 443'],
    [`${https} }]`, 'x-aws-loadbalancer: shop', 'HTTP 443'],
  ])('is asked over HTTPS by what reads HTTP: %s %s', (service, more, listener) => {
    expect(exposed(service, more).listeners).toMatchObject([
      { type: 'application', listener, target: 'HTTPS 7443' },
    ]);
  });
});
