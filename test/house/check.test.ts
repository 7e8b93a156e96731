import { projectFolder } from '../support/project-folder.js';
import { runCommand } from '../support/run-command.js';

const sound = `
services:
  web:
    image: nginx:1.27-alpine
    ports: ["80:80"]
    restart: always
    deploy:
      resources:
        limits: { cpus: "0.25", memory: 512M }
`;
const broken = `
services:
  web:
    image: nginx:1.27-alpine
    prots: ["80:80"]
    depends_on: [db]
`;

test('a sound project exits 0 and says first how many keys it has and how they fare', async () => {
  const { code, stdout, stderr } = await runCommand(['check'], projectFolder({ 'compose.yaml': sound }));
  expect(stdout).toMatch(/^10 keys: 10 full\n/);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

test('--all lists every key with its place', async () => {
  const { stdout } = await runCommand(['check', '--all'], projectFolder({ 'compose.yaml': sound }));
  expect(stdout).toMatch(/^compose\.yaml:4:5 +full +services\.web\.image +\w/m);
  expect(stdout).toMatch(
    /^compose\.yaml:9:19 +full +\S+\.limits\.cpus +as services\.web\.deploy\.resources$/m,
  );
});

test('a broken project exits 1 with the place and the fix', async () => {
  const { code, stdout } = await runCommand(['check'], projectFolder({ 'compose.yaml': broken }));
  expect(stdout).toMatch(/^compose\.yaml:5:5 error\[\S+\] .*prots/m);
  expect(stdout).toContain("fix: did you mean 'ports'?");
  expect(code).toBe(1);
});

test('--strict exits 1 on a warning', async () => {
  const folder = projectFolder({ 'compose.yaml': 'services: { web: { image: nginx } }' });
  expect((await runCommand(['check'], folder)).code).toBe(0);
  expect((await runCommand(['check', '--strict'], folder)).code).toBe(1);
});

test('JSON holds the findings and the account', async () => {
  const { stdout } = await runCommand(
    ['check', '--format', 'json'],
    projectFolder({ 'compose.yaml': sound }),
  );
  const result = JSON.parse(stdout) as { project: string; keys: { path: string[]; level: string }[] };
  expect(result.project).toBe('shop');
  expect(result.keys).toContainEqual(
    expect.objectContaining({ path: ['services', 'web', 'image'], level: 'full' }),
  );
});

test('JSON has each key where it is written, with what stands in the place of one that is overridden', async () => {
  const folder = projectFolder({
    'compose.yaml': sound,
    'compose.override.yaml': 'services:\n  web:\n    image: httpd\n',
  });
  const { stdout } = await runCommand(['check', '--format', 'json'], folder);
  const { keys } = JSON.parse(stdout) as { keys: object[] };
  expect(keys).toContainEqual({
    path: ['services', 'web', 'image'],
    at: { source: 'compose.yaml', line: 4, column: 5 },
    fate: 'overridden',
    by: { source: 'compose.override.yaml', line: 3, column: 5 },
  });
});

test('variables of env files are accounted for, and their values shown nowhere', async () => {
  const folder = projectFolder({
    'compose.yaml': 'services: { web: { image: nginx, env_file: web.env } }',
    'web.env': 'MODE=fast\nTOKEN=s3cr3t\n',
  });
  const { stdout } = await runCommand(['check', '--all', '--templates'], folder);
  expect(stdout).toMatch(
    /^web\.env:2:1 +full +services\.web\.environment\.TOKEN +as .*\n +-> shop#\S+\/Environment\/1$/m,
  );
  expect(stdout).not.toContain('s3cr3t');
});

test('--templates names what a key became', async () => {
  const text = 'services:\n  web:\n    image: nginx\n    read_only: true\n    pull_policy: always\n';
  const folder = projectFolder({ 'compose.yaml': text });
  const { stdout } = await runCommand(['check', '--format', 'json', '--templates'], folder);
  const { keys } = JSON.parse(stdout) as { keys: { path: string[]; templates: object[] }[] };
  const templates = (key: string) => keys.find(({ path }) => path.at(-1) === key)?.templates;
  expect(templates('read_only')).toEqual([
    { stack: 'shop', pointer: expect.stringMatching(/ContainerDefinitions\/0\/ReadonlyRootFilesystem$/) },
  ]);
  expect(templates('image')).toContainEqual({
    stack: 'shop',
    pointer: expect.stringMatching(/ContainerDefinitions\/0\/Image$/),
  });
  expect(templates('pull_policy')).toEqual([]);
});

test('--strict exits 1 on a key that is not honoured in full, until it is acknowledged', async () => {
  const lossy = sound.replace('restart: always', 'pull_policy: always');
  const accepting =
    'x-aws-acknowledge:\n  services.web.pull_policy: images are pinned\n  services.web: fine\n';
  const refused = await runCommand(['check', '--strict'], projectFolder({ 'compose.yaml': lossy }));
  expect(refused.stdout).toMatch(/^compose\.yaml:6:5 +ignored +services\.web\.pull_policy /m);
  expect(refused.code).toBe(1);
  const folder = projectFolder({ 'compose.yaml': lossy, 'compose.override.yaml': accepting });
  const accepted = await runCommand(['check', '--strict', '--all'], folder);
  expect(accepted.stdout).toMatch(/services\.web\.pull_policy .*; acknowledged: images are pinned$/m);
  expect(accepted.stdout).not.toMatch(/not honoured in full/);
});

test('SARIF points into the Compose file', async () => {
  const { stdout, code } = await runCommand(
    ['check', '--format=sarif'],
    projectFolder({ 'compose.yaml': broken }),
  );
  expect(JSON.parse(stdout)).toMatchObject({ version: '2.1.0', runs: [{ results: expect.any(Array) }] });
  expect(stdout).toContain('"uri": "compose.yaml"');
  expect(code).toBe(1);
});

test('without a Compose file it says where it looked', async () => {
  const { code, stdout } = await runCommand(['check'], projectFolder({}));
  expect(stdout).toMatch(/error\[\S+\] .*Compose file/);
  expect(code).toBe(1);
});
