import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { folder, write } from './folder.js';

/**
 * A folder for PATH with a `docker` that behaves as buildx 0.29 does: `bake` pushes each target to the fake registry
 * named in the tag, logs what it was called with in `calls`, fails the targets that `fail` names, waits for an interrupt
 * at those of `hang`, is refused by the registry when its credentials hold `denied`, and writes metadata only if all
 * succeeded.
 */
export function fakeDocker({
  fail = [],
  hang = [],
  denied = 'nothing',
}: {
  readonly fail?: readonly string[];
  readonly hang?: readonly string[];
  readonly denied?: string;
} = {}): {
  readonly path: string;
  readonly calls: string;
} {
  const path = folder();
  const calls = join(path, 'calls');
  write(path, 'docker', script({ fail, hang, denied, calls }));
  chmodSync(join(path, 'docker'), 0o755);
  return { path, calls };
}

function script({
  fail,
  hang,
  denied,
  calls,
}: {
  readonly fail: readonly string[];
  readonly hang: readonly string[];
  readonly denied: string;
  readonly calls: string;
}): string {
  return `#!${process.execPath}
const { appendFileSync, readFileSync, writeFileSync } = require('node:fs');
const [, command, ...args] = process.argv.slice(2);
const input = command === 'bake' ? readFileSync(0, 'utf8') : '';
appendFileSync(${JSON.stringify(calls)}, JSON.stringify({ command, args, input, auth: process.env.DOCKER_AUTH_CONFIG }) + '\\n');
if (command === 'version') console.log('github.com/docker/buildx v0.29.1 fake');
if (command === 'inspect') console.log('Name: default\\nDriver: docker');
const say = (vertex) => console.error(JSON.stringify({ vertexes: [vertex] }));
const bake = async () => {
  const { group, target } = JSON.parse(input);
  const metadata = {};
  let failed = false;
  if (String(process.env.DOCKER_AUTH_CONFIG).includes(${JSON.stringify(denied)})) {
    console.error('ERROR: failed to push: unexpected status from PUT request: 403 Forbidden');
    process.exit(1);
  }
  for (const name of group.default.targets) {
    const started = new Date().toISOString();
    const step = { digest: name, name: '[' + name + ' 1/1] RUN make', started };
    say(step);
    if (${JSON.stringify(hang)}.includes(name)) {
      process.on('SIGINT', () => process.exit(1));
      await new Promise(() => setInterval(() => {}, 1000));
    }
    if (${JSON.stringify(fail)}.includes(name)) {
      console.error(JSON.stringify({ logs: [{ vertex: name, data: Buffer.from('make: no rule\\n').toString('base64') }] }));
      say({ ...step, completed: new Date().toISOString(), error: 'process "make" did not complete successfully: exit code: 2' });
      failed = true;
      continue;
    }
    say({ ...step, completed: new Date().toISOString() });
    const [, host, repository, tag] = /^([^/]+)\\/(.+):([^:]+)$/.exec(target[name].tags[0]);
    const body = JSON.stringify({ repository, tag, platforms: target[name].platforms });
    const pushed = await fetch('http://' + host + '/push', { method: 'POST', body });
    metadata[name] = { 'containerimage.digest': await pushed.text() };
  }
  if (failed) {
    console.error('ERROR: target ' + ${JSON.stringify(fail)}[0] + ': failed to solve');
    process.exit(1);
  }
  writeFileSync(args[args.indexOf('--metadata-file') + 1], JSON.stringify(metadata));
};
if (command === 'bake') bake();
`;
}
