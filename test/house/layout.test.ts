/** Where a user says that services stand in nested stacks, and what the commands then make and say. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/project-folder.js';
import { runCommand } from '../support/run-command.js';

const compose = `
services:
  web:
    image: nginx:1.27-alpine
    ports: ["80:80"]
  cron:
    image: node:22
    x-aws-schedule: 0 3 * * *
`;

interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string }>>;
}

/** The layout that `plan` decides on in a folder with this cdk.json. */
async function planned(context: object, ...words: readonly string[]): Promise<string | undefined> {
  const folder = projectFolder({ 'compose.yaml': compose, 'cdk.json': JSON.stringify({ context }) });
  const { stdout } = await runCommand(['plan', '--format', 'json', ...words], folder);
  return (JSON.parse(stdout) as { layout: { value: string } }).layout.value;
}

test('nothing said: flat', async () => {
  expect(await planned({})).toBe('flat');
});

test('by the context of cdk.json', async () => {
  expect(await planned({ 'compose:layout': 'nested' })).toBe('nested');
});

const environments = { dev: {}, live: { layout: 'nested' } };

test('by an environment, which knows better than the context', async () => {
  const context = { 'compose:environments': environments, 'compose:layout': 'flat' };
  expect(await planned(context, '--environment', 'dev')).toBe('flat');
  expect(await planned(context, '--environment', 'live')).toBe('nested');
});

test('by a flag, which knows best', async () => {
  const context = { 'compose:environments': environments };
  expect(await planned(context, '--environment', 'live', '--layout', 'flat')).toBe('flat');
  expect(await planned(context, '--environment', 'dev', '--layout', 'nested')).toBe('nested');
});

test('another word is refused, with the words that there are', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const flag = await runCommand(['plan', '--layout', 'deep'], folder);
  expect([flag.code, flag.stderr]).toEqual([expect.any(Number), expect.stringContaining('flat, nested')]);
  expect(flag.code).not.toBe(0);
  const cdk = JSON.stringify({ context: { 'compose:layout': 'deep' } });
  const context = await runCommand(['plan'], projectFolder({ 'compose.yaml': compose, 'cdk.json': cdk }));
  expect([context.code, context.stderr]).toEqual([
    1,
    expect.stringContaining("'compose:layout' must be one of flat, nested"),
  ]);
});

test('the plan prints a nested layout with its cause', async () => {
  const { stdout } = await runCommand(
    ['plan', '--layout', 'nested'],
    projectFolder({ 'compose.yaml': compose }),
  );
  expect(stdout).toMatch(/layout +a nested stack for each service +layout nested/);
});

test('convert -o writes the nested templates, and where each is found', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  expect((await runCommand(['convert', '--layout', 'nested', '-o', 'out'], folder)).code).toBe(0);
  const files = readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.nested.template.json'));
  expect(files).toHaveLength(2);
  const assets = readFileSync(join(folder, 'out', 'shop.assets.json'), 'utf8');
  for (const file of files) expect(assets).toContain(file);
});

test('convert without a folder writes one template, and says what is not in it', async () => {
  const { stdout, stderr } = await runCommand(
    ['convert', '--layout', 'nested'],
    projectFolder({ 'compose.yaml': compose }),
  );
  const types = Object.values((JSON.parse(stdout) as Template).Resources).map(({ Type }) => Type);
  expect(types.filter((type) => type === 'AWS::CloudFormation::Stack')).toHaveLength(2);
  expect(types).not.toContain('AWS::ECS::Service');
  expect(stderr).toContain('the template needs 2 nested templates beside it: -o <folder> writes them');
});

test('check --templates points into nested templates', async () => {
  const { stdout } = await runCommand(
    ['check', '--templates', '--layout', 'nested', '--format', 'json'],
    projectFolder({ 'compose.yaml': compose }),
  );
  const { keys } = JSON.parse(stdout) as {
    keys: readonly { path: readonly string[]; templates?: readonly { stack: string; pointer: string }[] }[];
  };
  const image = keys.find(({ path }) => path.join('.') === 'services.web.image');
  expect(image?.templates).toContainEqual({
    stack: expect.stringMatching(/^shop\/AppServiceswebStack/) as string,
    pointer: expect.stringMatching(/ContainerDefinitions\/0\/Image$/) as string,
  });
  const urls = keys
    .flatMap(({ templates = [] }) => templates)
    .filter(({ pointer }) => pointer.includes('TemplateURL'));
  expect(urls).toEqual([]);
}, 60_000);
