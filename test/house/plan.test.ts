import type { DeploymentPlan } from '../../lib/model/deployment-plan.js';
import { projectFolder } from '../support/project-folder.js';
import { runCommand } from '../support/run-command.js';

const compose = `
services:
  web:
    image: nginx:1.27-alpine
    ports: ["8080:80"]
    depends_on: [db]
    networks: [front]
  db:
    image: postgres:17
    volumes: ["data:/var/lib/postgresql/data"]
    networks: [front]
networks:
  front:
volumes:
  data:
`;

test('text goes to stdout, findings to stderr', async () => {
  const { code, stdout, stderr } = await runCommand(['plan'], projectFolder({ 'compose.yaml': compose }));
  expect(stdout).toMatch(/service web/);
  expect(stdout).toMatch(/compose\.yaml:5/);
  expect(stderr).toMatch(/warning\[/);
  expect(code).toBe(0);
});

test('JSON is the plan as data, the same for the same input', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const first = await runCommand(['plan', '--format', 'json'], folder);
  const plan = JSON.parse(first.stdout) as DeploymentPlan;
  expect(plan.services.map(({ name }) => name)).toEqual(['db', 'web']);
  expect((await runCommand(['plan', '--format', 'json'], folder)).stdout).toBe(first.stdout);
});

test('the page holds a picture of services, networks, ports and volumes, and loads nothing', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const { stdout } = await runCommand(['plan', '--format', 'html'], folder);
  expect(stdout).toContain('<svg');
  for (const shown of ['>web<', '>db<', '>front<', '>data<', '>HTTP 8080<']) expect(stdout).toContain(shown);
  expect(stdout).not.toMatch(/<script|<link|src=|url\(http/);
});

test('a name in a Compose file cannot break out of the page', async () => {
  const folder = projectFolder({
    'compose.yaml': 'services: { web: { image: nginx, command: "<script>alert(1)</script>" } }',
  });
  expect((await runCommand(['plan', '--format', 'html'], folder)).stdout).not.toContain('<script>');
});

test('with errors the exit code is 1', async () => {
  const folder = projectFolder({ 'compose.yaml': 'services: { web: { image: nginx, privileged: true } }' });
  const { code, stderr } = await runCommand(['plan'], folder);
  expect(stderr).toMatch(/compose\.yaml:1:\d+ error\[/);
  expect(code).toBe(1);
});

test.each([
  ['--project-name', ['-p', 'orders'], {}],
  ['COMPOSE_PROJECT_NAME', [], { '.env': 'COMPOSE_PROJECT_NAME=orders\n' }],
])('a name given with %s wins over that of the file, and says so', async (_, flags, files) => {
  const folder = projectFolder({ 'compose.yaml': `name: shop\n${compose}`, ...files });
  const { stdout } = await runCommand(['plan', ...flags], folder);
  expect(stdout).toMatch(/^project orders +given with --project-name or COMPOSE_PROJECT_NAME$/m);
});
