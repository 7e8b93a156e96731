import { planned } from '../support/planned.js';

function found(health: string, port = '{ target: 80, published: "80" }') {
  const { codes, messages } = planned(
    `services: { web: { image: x, ports: [${port}], x-aws-health: ${health} } }`,
  );
  return { codes, messages };
}

const tcp = '{ target: 9999, published: "9999" }';

test.each([
  ['TCP before an HTTP port', '{ protocol: tcp }', undefined, /asks HTTP or HTTPS/],
  ['codes of an application load balancer', '{ codes: 200-599 }', undefined, /from 200 to 499/],
  ['codes of a network load balancer', '{ protocol: http, codes: "100,200" }', tcp, /from 200 to 599/],
  ['a timeout that lasts longer than the interval', '{ interval: 5, timeout: 5 }', undefined, /time out/],
])('%s are refused', (_, health, port, message) => {
  const { codes, messages } = found(health, port);
  expect(codes).toEqual(['health-check-refused']);
  expect(messages[0]).toMatch(message);
});

test.each([
  ['{ codes: 200-499, interval: 6, timeout: 5 }', undefined],
  ['{ protocol: tcp }', tcp],
  ['{ protocol: http, codes: 200-599 }', tcp],
  ['{ protocol: tcp }', '{ target: 80, published: "80", x-aws-protocol: tcp }'],
])('but not %s', (health, port) => {
  expect(found(health, port).codes).toEqual([]);
});
