import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/project-folder.js';
import { runCommand } from '../support/run-command.js';

const compose = `
services:
  web:
    image: nginx:1.27-alpine
    ports: ["80:80"]
`;

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

test('without a folder the template goes to stdout', async () => {
  const { code, stdout } = await runCommand(['convert'], projectFolder({ 'compose.yaml': compose }));
  const types = Object.values((JSON.parse(stdout) as Template).Resources).map(({ Type }) => Type);
  expect(types).toContain('AWS::ECS::Service');
  expect(code).toBe(0);
});

test('-o leaves a cloud assembly that cdk deploy takes, named as the user named it', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const { code, stdout, stderr } = await runCommand(['convert', '-o', 'out'], folder);
  expect(readdirSync(join(folder, 'out'))).toEqual(expect.arrayContaining(['manifest.json', 'cdk.out']));
  expect(readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.template.json'))).toHaveLength(1);
  expect(stderr).toMatch(/cdk deploy .*-a out/);
  expect(stdout).toBe('');
  expect(code).toBe(0);
});

test('the same input gives the same bytes in any folder', async () => {
  const convert = () => runCommand(['convert'], projectFolder({ 'compose.yaml': compose }));
  expect((await convert()).stdout).toBe((await convert()).stdout);
});

test('on errors nothing is written and the exit code is 1', async () => {
  const folder = projectFolder({ 'compose.yaml': 'services: { web: { imag: nginx } }' });
  const { code, stderr } = await runCommand(['convert', '-o', 'out'], folder);
  expect(stderr).toMatch(/compose\.yaml:1:\d+ error\[/);
  expect(existsSync(join(folder, 'out'))).toBe(false);
  expect(code).toBe(1);
});

test('a folder that cannot be made is a mistake with a way out, and no stack trace', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  writeFileSync(join(folder, 'out'), 'a file');
  const { code, stderr } = await runCommand(['convert', '-o', 'out'], folder);
  expect(stderr).toMatch(/error\[cannot-write\] cannot write out: /);
  expect(stderr).not.toMatch(/\n\s+at /);
  expect(readFileSync(join(folder, 'out'), 'utf8')).toBe('a file');
  expect(code).toBe(1);
});

test('--validate finds nothing wrong', async () => {
  const { code } = await runCommand(['convert', '--validate'], projectFolder({ 'compose.yaml': compose }));
  expect(code).toBe(0);
}, 60_000);
