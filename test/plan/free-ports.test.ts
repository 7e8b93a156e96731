import { planned } from '../support/planned.js';

function published(...ports: readonly string[]) {
  const services = ports.map((port, index) => `  s${index}: { image: nginx, ports: ["${port}"] }`);
  const { plan, codes } = planned(['services:', ...services].join('\n'));
  const listeners = plan.loadBalancers.flatMap((one) => one.listeners);
  return { codes, ports: listeners.map(({ port }) => port) };
}

test('a port that is published as one of a range gets the first that is free', () => {
  expect(published('8000:80', '8000-8010:80', '8000-8010:80')).toEqual({
    ports: [8000, 8001, 8002],
    codes: ['free-port-chosen', 'free-port-chosen'],
  });
  expect(published('8000-8010:80')).toEqual({ ports: [8000], codes: [] });
});

test('a range that is used up is told', () => {
  expect(published('8000:80', '8000-8001:80', '8000-8001:80').codes).toEqual([
    'free-port-chosen',
    'free-port-chosen',
    'published-port-taken',
  ]);
});
