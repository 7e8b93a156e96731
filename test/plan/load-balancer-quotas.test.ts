import { planned } from '../support/planned.js';

const services = (count: number, keys: (index: number) => string) =>
  planned(
    `services:\n${Array.from({ length: count }, (_, index) => `  s${index}: { image: x, ${keys(index)} }`).join('\n')}`,
  ).codes.filter((code) => code === 'load-balancer-full' || code === 'quota-to-raise');

test('more TCP listeners than a network load balancer takes are an error', () => {
  const tcp = (index: number) => `ports: ["${2000 + index}:7000"]`;
  expect(services(50, tcp)).toEqual([]);
  expect(services(51, tcp)).toEqual(['load-balancer-full']);
});

test('more HTTP listeners than an account has by default are a warning', () => {
  expect(services(51, (index) => `ports: ["${2000 + index}:8080"]`)).toEqual(['quota-to-raise']);
});

test('more target groups than an application load balancer takes are an error', () => {
  const ports = (index: number) =>
    `ports: [${[1, 2, 3, 4, 5].map((n) => `{ target: 700${n}, published: "${2000 + index * 5 + n}", app_protocol: http }`).join(', ')}]`;
  expect(services(20, ports)).toEqual(['quota-to-raise']);
  expect(services(21, ports)).toEqual(['load-balancer-full', 'quota-to-raise']);
});

test('more rules than an account has by default are a warning', () => {
  const routes = (count: number) =>
    Array.from({ length: count }, (_, index) => `{ path: /${index}, priority: ${index + 1} }`).join(', ');
  const routed = (count: number) => services(1, () => `ports: ["80:8080"], x-aws-route: [${routes(count)}]`);
  expect(routed(100)).toEqual([]);
  expect(routed(101)).toEqual(['quota-to-raise']);
});
