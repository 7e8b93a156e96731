import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { runCommand, type Ran } from '../support/run-command.js';

const FILE = `
services:
  web:
    image: web:\${TAG:-\${BASE:-latest}}
    depends_on: [db]
    environment: ["MODE=\${MODE:?needed}", "HOME=$HOME"]
    networks: [back]
    volumes: ["data:/data"]
  db:
    build: ./db
    pre_start: [{ image: init, command: run }]
    networks: [back]
  debug: { image: debug, profiles: [tools, dev] }
networks: { back: {}, unused: {} }
volumes: { data: {} }
`;

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'shop-'));
  writeFileSync(join(folder, 'compose.yaml'), FILE);
});
afterAll(() => rmSync(folder, { recursive: true }));

async function config(...words: readonly string[]): Promise<Ran> {
  return runCommand(['-p', 'shop', 'config', ...words], folder, {
    environment: { HOME: '/home/me', MODE: 'm' },
  });
}

test.each([
  ['--services', 'db\nweb\n'],
  ['--networks', 'back\n'],
  ['--volumes', 'data\n'],
  ['--images', 'shop-db\ninit\nweb:latest\n'],
  ['--profiles', 'dev\ntools\n'],
])('%s lists names', async (flag, names) => {
  expect(await config(flag)).toMatchObject({ code: 0, stdout: names, stderr: '' });
});

test('--environment lists what variables are looked up in', async () => {
  const { stdout } = await config('--environment');
  expect(stdout.split('\n')).toEqual(
    expect.arrayContaining(['HOME=/home/me', 'MODE=m', 'COMPOSE_PROJECT_NAME=shop']),
  );
});

test('--variables tells defaults and what is required, with nothing set', async () => {
  const { stdout, code } = await runCommand(['config', '--variables', '--format', 'json'], folder);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    BASE: { Name: 'BASE', DefaultValue: 'latest', PresenceValue: '', Required: false },
    HOME: { Name: 'HOME', DefaultValue: '', PresenceValue: '', Required: false },
    MODE: { Name: 'MODE', DefaultValue: '', PresenceValue: '', Required: true },
    TAG: { Name: 'TAG', DefaultValue: '${BASE:-latest}', PresenceValue: '', Required: false },
  });
});

test('--hash does not change with how the image is built, but with what runs', async () => {
  const [first, again] = [await config('--hash', 'web'), await config('--hash', '*')];
  expect(first.stdout).toMatch(/^web [0-9a-f]{64}\n$/);
  expect(again.stdout.split('\n')).toContain(first.stdout.trim());
});

test('--hash refuses a service that there is not', async () => {
  const ran = await config('--hash', 'wbe');
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toContain("did you mean 'web'?");
});

test('--hash reads the env files of the services that it names alone', async () => {
  const readStdin = (): string =>
    'services: {a: {image: x, depends_on: [b]}, b: {image: x, env_file: gone.env}}';
  const hash = (name: string) => runCommand(['config', '-f', '-', '--hash', name], folder, { readStdin });
  expect((await hash('a')).stdout).toMatch(/^a [0-9a-f]{64}\n$/);
  expect(await hash('*')).toMatchObject({ code: 1, stdout: '' });
});

test('standard input in UTF-16 is read by its byte order mark, and other bytes are refused', async () => {
  const read = (bytes: Uint8Array) =>
    runCommand(['config', '-f', '-', '--images'], folder, { readStdin: () => bytes });
  const utf16 = Buffer.from('\ufeffservices: {a: {image: "ü"}}', 'utf16le');
  expect((await read(utf16)).stdout).toBe('ü\n');
  expect(await read(Buffer.from('name: \xfc', 'latin1'))).toMatchObject({ code: 1, stdout: '' });
});

test('--no-interpolate reaches lists too', async () => {
  expect((await config('--no-interpolate', '--images')).stdout).toContain('web:${TAG:-${BASE:-latest}}\n');
});

test('--variables in YAML', async () => {
  const { stdout } = await config('--variables', '--format', 'yaml');
  expect(stdout).toContain(
    'MODE:\n    name: MODE\n    defaultvalue: ""\n    presencevalue: ""\n    required: true\n',
  );
});

test('named services are no matter where the whole project is shown', async () => {
  expect((await config('--no-interpolate', 'db')).stderr).toContain('services-not-selected');
});

test('a missing env file of a service does not keep names from being listed', async () => {
  const readStdin = (): string => 'services: {a: {image: x, env_file: gone.env}}';
  const listed = await runCommand(['config', '-f', '-', '--services'], folder, { readStdin });
  expect(listed).toMatchObject({ code: 0, stdout: 'a\n' });
  expect((await runCommand(['config', '-f', '-', '--images'], folder, { readStdin })).code).toBe(1);
});

test('named services come with what they depend on', async () => {
  const names = Object.keys((parse((await config('web')).stdout) as { services: object }).services);
  expect(names).toEqual(['db', 'web']);
  expect((await config('nope')).code).toBe(1);
});

test('--no-interpolate leaves variables and single dollar signs', async () => {
  expect((await config('--no-interpolate')).stdout).toContain('image: web:${TAG:-${BASE:-latest}}');
});

test('-q only reports, -o writes a file', async () => {
  expect(await config('-q')).toMatchObject({ code: 0, stdout: '' });
  expect(await config('-q', '--volumes')).toMatchObject({ code: 0, stdout: 'data\n' });
  await config('-o', 'out.yaml');
  expect(readFileSync(join(folder, 'out.yaml'), 'utf8')).toBe((await config()).stdout);
});

test('a mistake is reported on stderr, with exit code 1 and nothing on stdout', async () => {
  const ran = await runCommand(['config'], folder);
  expect(ran).toMatchObject({ code: 1, stdout: '' });
  expect(ran.stderr).toContain('required-variable-missing');
  expect(ran.stderr).toContain('compose.yaml:6');
});

test('-f - reads the standard input', async () => {
  const ran = await runCommand(['config', '-f', '-', '--images'], folder, {
    readStdin: () => 'services: {a: {image: from-stdin}}',
  });
  expect(ran.stdout).toBe('from-stdin\n');
});
