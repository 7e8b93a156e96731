import { loadCompose } from '../support/compose.js';

const portsOf = (...layers: readonly string[]) =>
  loadCompose(
    Object.fromEntries(
      layers.map((ports, i) => [`c${i}.yaml`, `services: {web: {image: nginx, ports: ${ports}}}`]),
    ),
  );

test('a short form is read as a mapping with protocol and mode', () => {
  expect(portsOf('["127.0.0.1:8080:80/udp"]').project.services['web']?.ports).toEqual([
    { mode: 'ingress', host_ip: '127.0.0.1', target: 80, published: '8080', protocol: 'udp' },
  ]);
});

test('a range of container ports becomes one mapping each', () => {
  const ports = portsOf('["8000-8001:80-81"]').project.services['web']?.ports;
  expect(ports?.map(({ published, target }) => [published, target])).toEqual([
    ['8000', 80],
    ['8001', 81],
  ]);
});

test('equal mappings of two files come once, others are appended', () => {
  const ports = portsOf('["80:80"]', '["80:80", "81:80"]').project.services['web']?.ports;
  expect(ports?.map(({ published }) => published)).toEqual(['80', '81']);
});

test('a number and a text that publish the same port are two mappings', () => {
  const ports = portsOf('["80:80"]', '[{target: 80, published: 80}]').project.services['web']?.ports;
  expect(ports).toHaveLength(2);
});

test('a broken port is told at its place, once', () => {
  const { codes, diagnostics, place } = portsOf('["80:80", "a:b"]');
  expect(codes).toEqual(['invalid-value']);
  expect(place(diagnostics[0]?.at)).toBe('c0.yaml:1:49');
});

test('a host_ip must be an address', () => {
  expect(portsOf('[{target: 80, host_ip: localhost}]').codes).toEqual(['invalid-value']);
});

test('a mapping needs a target', () => {
  expect(portsOf('[{published: 80}]').codes).toEqual(['missing-key']);
});
