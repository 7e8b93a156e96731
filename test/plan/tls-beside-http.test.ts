import { planned } from '../support/planned.js';

const codes = (ports: string) =>
  planned(`services: {proxy: {image: caddy, mem_limit: 512m, ports: ${ports}}}`).diagnostics.map(
    ({ code }) => code,
  );

test('HTTP and TLS of one container have two names', () => {
  expect(codes('["80:80", "443:443"]')).toEqual(['redirect-leads-nowhere']);
  expect(codes('["80:8080", "443:8443"]')).toEqual(['redirect-leads-nowhere']);
});

test.each([
  ['both pass through', '[{target: 80, published: 80, x-aws-protocol: tcp}, "443:443"]'],
  [
    'the load balancer speaks TLS',
    '[{target: 80, published: 80, x-aws-certificate: "arn:aws:acm:eu-west-1:111122223333:certificate/12345678-1234-1234-1234-123456789012"}, {target: 443, published: 443, x-aws-expose: none}]',
  ],
  ['there is HTTP alone', '["80:80"]'],
  ['there is TLS alone', '["443:443"]'],
  ['nobody means 80 by it', '["8080:80", "443:443"]'],
])('nothing is told where %s', (_, ports) => {
  expect(codes(ports)).toEqual([]);
});
