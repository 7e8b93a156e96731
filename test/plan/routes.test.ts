import { planned } from '../support/planned.js';

const web = (name: string, keys: string) => `  ${name}: { image: nginx, ports: ["80:8080"], ${keys} }`;

function routed(...services: readonly string[]) {
  const { plan, codes, messages } = planned(['services:', ...services].join('\n'));
  const routes = plan.loadBalancers.flatMap(({ listeners }) => listeners.flatMap((one) => one.routes));
  return { routes, codes, messages };
}

test.each([
  ['/api', '/api'],
  ['/api', '/api/*'],
  ['shop.example.com', 'Shop.example.com'],
  ['[shop.example.com, "*.shop.example.com"]', 'shop.example.com'],
])('%s of one service and %s of another are told: one would never get its requests', (one, other) => {
  const { codes, messages } = routed(web('a', `x-aws-route: ${one}`), web('b', `x-aws-route: ${other}`));
  expect(codes).toEqual(['route-taken']);
  expect(messages[0]).toContain("is a route to 'a' and to 'b'");
});

test('of one service, the same route twice is one rule', () => {
  const { routes, codes } = routed(web('a', 'x-aws-route: [/api, /api/, "/api/*"]'));
  expect(routes.map(({ paths }) => paths)).toEqual([['/api', '/api/*']]);
  expect(codes).toEqual([]);
});

test('of one service, published at two addresses, a route is one rule', () => {
  const { routes, codes } = routed(
    '  a: { image: nginx, ports: ["0.0.0.0:80:8080", "[::]:80:8080"], x-aws-route: /api }',
  );
  expect(routes).toHaveLength(1);
  expect(codes).toEqual([]);
});

test.each(['/a b', 'localhost', 'shop.example.c0m', '{ path: "/%20" }', '{ host: shop }', '""'])(
  '%s is no route',
  (route) => {
    expect(routed(web('a', `x-aws-route: ${route}`)).codes).toEqual(['extension-value-broken']);
  },
);

test.each(['/a-b_c/~x', '"*.example.com/api/*"', 'shop.example.com', '{ host: "*", path: /a }', '/'])(
  '%s is a route',
  (route) => {
    expect(routed(web('a', `x-aws-route: ${route}`)).codes).toEqual([]);
  },
);

test('a route of a service with two HTTP ports says whose it is', () => {
  const { messages } = planned(
    'services: { web: { image: x, ports: ["8080:8080", "9090:9090"], x-aws-route: { path: /v1, port: 80 } } }',
  );
  expect(messages).toContainEqual(expect.stringMatching(/^\/v1 is a route to two ports of 'web'/));
});
