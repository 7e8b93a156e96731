import { isIpAddress, parsePort } from '../../../lib/syntax/grammars/port.js';

test.each([
  ['80', [{ mode: 'ingress', target: 80, protocol: 'tcp' }]],
  ['8080:80', [{ mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' }]],
  ['127.0.0.1::80/UDP', [{ mode: 'ingress', host_ip: '127.0.0.1', target: 80, protocol: 'udp' }]],
  ['[::1]:8080:80', [{ mode: 'ingress', host_ip: '::1', target: 80, published: '8080', protocol: 'tcp' }]],
  ['::1:8080:80', [{ mode: 'ingress', host_ip: '::1', target: 80, published: '8080', protocol: 'tcp' }]],
  ['8080-8090:80', [{ mode: 'ingress', target: 80, published: '8080-8090', protocol: 'tcp' }]],
  ['08080:+80', [{ mode: 'ingress', target: 80, published: '8080', protocol: 'tcp' }]],
])('%s', (text, value) => {
  expect(parsePort(text)).toEqual({ ok: true, value });
});

test('a range of container ports gives one mapping for each, in the order of their texts', () => {
  const ports = parsePort('8080-8082:9-11');
  expect(ports.ok && ports.value.map(({ target, published }) => `${published}:${target}`)).toEqual([
    '8081:10',
    '8082:11',
    '8080:9',
  ]);
});

test.each([
  '',
  ':',
  '80:',
  '80/foo',
  'localhost:80:80',
  '256.0.0.1:80:80',
  '80-70',
  '1-2:1-3',
  ' 80',
  '65536',
  '-80',
  'a:b',
  '80:0',
  '0-2',
])('%j is refused', (text) => {
  expect(parsePort(text)).toMatchObject({ ok: false, problem: expect.any(String) });
});

test('an address has no zone and no name', () => {
  expect(['10.0.0.1', '::1', '::ffff:1.2.3.4'].map(isIpAddress)).toEqual([true, true, true]);
  expect(['fe80::1%eth0', 'localhost', '010.0.0.1'].map(isIpAddress)).toEqual([false, false, false]);
});
