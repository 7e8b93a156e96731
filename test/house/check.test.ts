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

test('a sound project exits 0 and says how many keys are carried over', async () => {
  const { code, stdout, stderr } = await runCommand(['check'], projectFolder({ 'compose.yaml': sound }));
  expect(stdout).toMatch(/\d+ keys carried over in full/);
  expect(stderr).toBe('');
  expect(code).toBe(0);
});

test('--all lists every key with its place', async () => {
  const { stdout } = await runCommand(['check', '--all'], projectFolder({ 'compose.yaml': sound }));
  expect(stdout).toMatch(/services\.web\.image .*\(compose\.yaml:4:5\)/);
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
