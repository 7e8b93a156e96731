import { bakeFailures } from '../../lib/images/bake-failures.js';
import { bakeProgress } from '../../lib/images/bake-progress.js';

const build = (service: string) => ({
  tag: `c-${service}`,
  target: service,
  services: [service],
  definition: { build: { context: '/srv' } },
});

function failures(services: readonly string[], ...lines: readonly string[]) {
  const progress = bakeProgress(services);
  for (const line of lines) progress.take(line);
  const finished = { kind: 'exited', code: 1, stdout: '', stderr: '' } as const;
  return bakeFailures({ finished, progress }, services.map(build)).map(({ message, fix, path }) => ({
    message,
    fix,
    path: path?.join('.'),
  }));
}

test.each([
  ['ERROR: target web: failed to solve: no FROM', ['api', 'web'], 'no FROM', 'services.web.build'],
  ['ERROR: failed to solve: no FROM', ['web'], 'no FROM', 'services.web.build'],
  ['ERROR: failed to build: failed to solve: no FROM', ['web'], 'no FROM', 'services.web.build'],
  ['ERROR: failed to solve: no FROM', ['api', 'web'], 'no FROM', undefined],
  ['ERROR: something else', ['api', 'web'], 'something else', undefined],
])('%s', (line, services, reason, path) => {
  expect(failures(services, 'Dockerfile:1', line)).toMatchObject([
    { message: `the build stopped: ${reason}`, path },
  ]);
});

test.each([
  ['[web internal] load metadata for docker.io/library/nodde:22', /name of this base image/],
  ['[web 2/2] RUN make', /^mend the step/],
])('%s is mended elsewhere', (name, fix) => {
  const line = JSON.stringify({ vertexes: [{ digest: 'a', name, error: 'not found' }] });
  expect(failures(['web'], line)[0]?.fix).toMatch(fix);
});

test('the command of a step that failed is not said twice', () => {
  const error = 'process "/bin/sh -c make \\"all\\"\nmake" did not complete successfully: exit code: 2';
  const line = JSON.stringify({ vertexes: [{ digest: 'a', name: '[web 2/2] RUN make', error }] });
  expect(failures(['web'], line)[0]?.message.split('\n')[0]).toBe(
    'the build of web failed at 2/2 RUN make: exit code: 2',
  );
});

test.each([
  ['granting entitlement security.insecure is not allowed by build daemon configuration', /privileged/],
  ['write /x: no space left on device', /prune/],
  ['failed to find driver "cloud"', /0\.37/],
  ['dial tcp: lookup x: no such host', /network/],
])('%s has its remedy', (reason, fix) => {
  expect(failures(['web'], `ERROR: failed to solve: ${reason}`)[0]?.fix).toMatch(fix);
});
