import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bakeArguments, readMetadata, runBake, type Buildx } from '../../lib/images/buildx.js';
import { buildxEnvironment } from '../../lib/images/docker-environment.js';
import type { Command, Finished } from '../../lib/images/process.js';
import type { BakeFile } from '../../lib/model/bake-file.js';

const sample = (name: string) => readMetadata(join(__dirname, 'samples', `metadata.${name}.json`));

const file: BakeFile = {
  group: { default: { targets: ['web'] } },
  target: {
    web: {
      context: '/web',
      platforms: ['linux/amd64'],
      output: [],
      attest: [],
      entitlements: ['network.host'],
    },
  },
};

describe('the metadata file', () => {
  test.each(['plain', 'attested'])('tells digests and base images: %s', (name) => {
    const { digests, bases } = sample(name);
    expect([...digests.keys()].toSorted()).toEqual(['api', 'web']);
    for (const digest of digests.values()) expect(digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(bases.get('web')).toEqual([
      { reference: '127.0.0.1:5000/base/busybox:1', digest: expect.stringMatching(/^sha256:5f0a9352/) },
    ]);
  });

  test('of two nodes holds a digest and nothing else', () => {
    expect([...sample('two-node').digests.keys()].toSorted()).toEqual(['one', 'two']);
  });

  test('that is absent, as after a failure, tells nothing', () => {
    expect(sample('absent').digests.size).toBe(0);
  });
});

describe('a run of buildx', () => {
  const ran: Command[] = [];
  const buildx = (finished: Finished, act: (command: Command) => void = () => {}): Buildx => ({
    program: ['docker', 'buildx'],
    environment: { PATH: '/bin' },
    run: (command) => {
      ran.push(command);
      act(command);
      return Promise.resolve(finished);
    },
  });
  const metadataOf = ({ argv }: Command): string => argv[argv.indexOf('--metadata-file') + 1] ?? '';
  beforeEach(() => void ran.splice(0));

  test('gets the file on standard input and entitlements as arguments', async () => {
    await runBake(buildx({ kind: 'exited', code: 0, stdout: '', stderr: '' }), file, { builder: 'remote' });
    expect(ran[0]?.argv.map((word) => (word.endsWith('metadata.json') ? 'M' : word)).join(' ')).toBe(
      'docker buildx bake --file - --builder remote --progress rawjson --metadata-file M --allow network.host',
    );
    expect(JSON.parse(ran[0]?.input ?? '')).toEqual(file);
  });

  test('leaves no temporary file behind, not even when running throws', async () => {
    await runBake(
      buildx({ kind: 'interrupted' }, (command) => writeFileSync(metadataOf(command), '{}')),
      file,
      {},
    );
    const throwing = buildx({ kind: 'interrupted' }, () => {
      throw new Error('no');
    });
    await expect(runBake(throwing, file, {})).rejects.toThrow('no');
    for (const command of ran) expect(existsSync(dirname(metadataOf(command)))).toBe(false);
  });

  test('names no builder when none was chosen', () => {
    expect(bakeArguments(file, { metadata: 'M' })).not.toContain('--builder');
  });
});

describe('the environment of the child', () => {
  const credentials = [{ registry: '1.dkr.ecr.eu-central-1.amazonaws.com', auth: 'QVdTOnRva2Vu' }];

  test('holds credentials, beside those that CI has set', () => {
    const existing = JSON.stringify({ auths: { 'ghcr.io': { auth: 'x' } }, credsStore: 'y' });
    const { DOCKER_AUTH_CONFIG: config } = buildxEnvironment(
      { DOCKER_AUTH_CONFIG: existing },
      credentials,
      {},
    );
    expect(JSON.parse(config ?? '')).toEqual({
      auths: { 'ghcr.io': { auth: 'x' }, '1.dkr.ecr.eu-central-1.amazonaws.com': { auth: 'QVdTOnRva2Vu' } },
      credsStore: 'y',
    });
  });

  test('keeps a DOCKER_AUTH_CONFIG as it is when there is nothing to add', () => {
    expect(buildxEnvironment({ DOCKER_AUTH_CONFIG: 'odd' }, [], {})['DOCKER_AUTH_CONFIG']).toBe('odd');
  });

  test('turns off what gives equal builds unequal digests', () => {
    expect(buildxEnvironment({}, [], { TOKEN: 't' })).toMatchObject({
      BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
      TOKEN: 't',
    });
  });
});
