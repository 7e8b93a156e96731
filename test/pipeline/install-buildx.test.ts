import { createHash } from 'node:crypto';
import { installBuildx, loginToBuildCloud } from '../../lib/ci/install-buildx.js';
import { runScript } from './run-script.js';

const download = `'curl '*) while [ "$1" != -o ]; do shift; done; printf buildx > "$2" ;;`;

test('what has the pinned checksum is installed as a plugin of the Docker CLI', () => {
  const sum = createHash('sha256').update('buildx').digest('hex');
  const script = installBuildx.replaceAll(/sum=[0-9a-f]{64}/g, `sum=${sum}`);
  const { status, calls, stderr } = runScript(
    `${script}\ncat "$HOME/.docker/cli-plugins/docker-buildx" > /dev/null`,
    [download, `'docker buildx version') echo v0.37.1 ;;`],
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(calls[0]).toMatch(/releases\/download\/v0\.37\.1\/buildx-v0\.37\.1\.linux-(amd64|arm64)$/);
  expect(calls[1]).toBe('docker buildx version');
});

test('anything else is not', () => {
  const { status, calls } = runScript(installBuildx, [download]);
  expect(status).toBe(1);
  expect(calls).toHaveLength(1);
});

test('a token goes by standard input, never by the list of processes', () => {
  const { status, stdout, calls } = runScript(
    loginToBuildCloud,
    [`'docker login '*) read -r token; echo "got $token" ;;`],
    { DOCKER_ACCOUNT: 'acme', DOCKER_ACCESS_TOKEN: 'the-token' },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: 'got the-token\n' });
  expect(calls).toEqual(['docker login --username acme --password-stdin']);
});
