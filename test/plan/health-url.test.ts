import { healthUrl } from '../../lib/plan/health-url.js';
import { loadCompose } from '../support/compose.js';

function asked(test: string) {
  const { project } = loadCompose(
    `services: {web: {image: nginx, healthcheck: {test: ${JSON.stringify(test)}}}}`,
  );
  const web = project.services['web'];
  return web && healthUrl('web', web);
}

test.each([
  [
    'curl -f http://localhost:8080/health?deep=1 || exit 1',
    { protocol: 'http', port: 8080, path: '/health?deep=1' },
  ],
  ['curl -k https://127.0.0.1', { protocol: 'https', port: 443, path: '/' }],
  ['curl -f http://web:8083/connectors', { protocol: 'http', port: 8083, path: '/connectors' }],
  ['wget -q --spider localhost:3000/ping', { protocol: 'http', port: 3000, path: '/ping' }],
  ['curl -fSs 127.0.0.1:8080 > /dev/null', { protocol: 'http', port: 8080, path: '/' }],
  ["curl -H 'Host: localhost' http://0.0.0.0:9000/", { protocol: 'http', port: 9000, path: '/' }],
])('%s asks the container itself', (test, url) => {
  expect(asked(test)).toEqual(url);
});

test.each([
  'curl -f https://example.com/',
  'nc -z localhost 5432',
  'redis-cli -u localhost:6379 ping',
  'curl --unix-socket /run/a.sock localhost/health',
])('%s asks nothing by HTTP that a load balancer could', (test) => {
  expect(asked(test)).toBeUndefined();
});
