/** `cdk-compose init` as a user meets it: what it writes, what it asks, and what it never does. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/project-folder.js';
import { runCommand } from '../support/run-command.js';

const compose = 'services:\n  web:\n    image: nginx:1.27\n    ports: ["80:80"]\n';
const written = [
  '.gitignore',
  'README.md',
  'bin/app.ts',
  'cdk.json',
  'lib/application.ts',
  'package.json',
  'test/application.test.ts',
  'tsconfig.json',
];

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.includes('.') && !name.startsWith('compose'))
    .toSorted();
}

function templateFolder(manifest: object, files: Readonly<Record<string, string>>): string {
  return projectFolder({
    'template.json': JSON.stringify({ version: 1, description: 'ours', ...manifest }),
    ...files,
  });
}

test('it writes an app beside the Compose file', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const { code, stdout, stderr } = await runCommand(['init'], folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: 'next: npm install && npm test && npx cdk synth\n' });
  expect(filesOf(folder)).toEqual(written);
  expect(stdout.trimEnd().split('\n').toSorted()).toEqual(written.map((file) => `wrote ${file}`));
  expect(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).toMatchObject({
    name: 'shop-deployment',
    private: true,
    dependencies: { 'cdk-compose': expect.stringMatching(/^\^\d/) },
  });
});

test('it writes into a folder of its own, and declares environments', async () => {
  const folder = projectFolder({ 'compose.yaml': compose, 'package.json': '{}' });
  const { code } = await runCommand(['init', 'deploy', '--environments', 'dev,production'], folder);
  expect(code).toBe(0);
  expect(filesOf(join(folder, 'deploy'))).toEqual(written);
  const text = readFileSync(join(folder, 'deploy/cdk.json'), 'utf8');
  const cdkJson = JSON.parse(text) as { readonly context: object };
  expect(text).toBe(`${JSON.stringify(cdkJson, undefined, 2)}\n`);
  // The name of this folder, which a clone may not have.
  expect(cdkJson.context).toEqual({
    'compose:project-name': 'shop',
    'compose:environments': { dev: {}, production: {} },
  });
});

test('it says which files are in the way, and writes nothing', async () => {
  const folder = projectFolder({ 'compose.yaml': compose, 'package.json': '{}', 'README.md': 'mine' });
  const { code, stderr } = await runCommand(['init'], folder);
  expect(code).toBe(1);
  expect(stderr).toContain('error[files-in-the-way]');
  expect(stderr).toContain('README.md, package.json');
  expect(filesOf(folder)).toEqual(['README.md', 'package.json']);
});

test('a dry run prints the files, and writes nothing', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const { code, stdout } = await runCommand(['init', '--dry-run'], folder);
  expect(code).toBe(0);
  expect(stdout).toContain('==> bin/app.ts <==\nimport { App }');
  expect(filesOf(folder)).toEqual([]);
});

test('a project that cannot be deployed gets no app', async () => {
  const folder = projectFolder({ 'compose.yaml': `${compose}    privileged: true\n` });
  const { code, stderr } = await runCommand(['init'], folder);
  expect(code).toBe(1);
  expect(stderr).toContain('compose.yaml:5:5 error');
  expect(filesOf(folder)).toEqual([]);
});

test('it asks what was not said, and again when an answer does not fit', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const template = templateFolder(
    {
      variables: [
        { name: 'tasks', type: 'number', question: 'How many' },
        { name: 'waf', type: 'boolean', question: 'A firewall', default: true },
      ],
      only: { 'files/waf.json': { waf: true } },
    },
    {
      'files/__project__.json': '{ "tasks": "<%= tasks %>", "of": "<%= project %>" }',
      'files/waf.json': '{}',
    },
  );
  const asked: string[] = [];
  const answers = ['dev', '', 'many', '3', 'no'];
  const { code, stderr } = await runCommand(['init', '--template', template], folder, {
    ask: async (question) => {
      asked.push(question);
      return answers.shift();
    },
  });
  expect({ code, stderr: stderr.split('\n')[0] }).toEqual({
    code: 0,
    stderr: "the variable 'tasks' must be a number, not 'many'",
  });
  expect(asked.slice(2)).toEqual(['How many: ', 'How many: ', 'A firewall (yes/no) [yes]: ']);
  expect(JSON.parse(readFileSync(join(folder, 'shop.json'), 'utf8'))).toEqual({ tasks: 3, of: 'shop' });
  expect(existsSync(join(folder, 'waf.json'))).toBe(false);
});

test('the end of the input is no answer', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const { code, stderr } = await runCommand(['init'], folder, { ask: async () => undefined });
  expect({ code, files: filesOf(folder) }).toEqual({ code: 1, files: [] });
  expect(stderr).toContain('error[template-value-missing]');
});

test('a template comes from an installed package', async () => {
  const folder = projectFolder({
    'compose.yaml': compose,
    'node_modules/@acme/template/template.json': '{ "version": 1, "description": "ours", "variables": [] }',
    'node_modules/@acme/template/files/_gitignore': 'cdk.out/\n',
  });
  const { code, stdout } = await runCommand(['init', '--template', '@acme/template'], folder);
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'wrote .gitignore\n' });
});

test('files of the repository go where .git is', async () => {
  const folder = projectFolder({ 'app/compose.yaml': compose });
  mkdirSync(join(folder, '.git'));
  const template = templateFolder(
    { variables: [] },
    { 'repository/ci.yaml': 'cd <%= appFolder %>\n', 'files/a.txt': 'a\n' },
  );
  const { code } = await runCommand(['init', 'deploy', '--template', template], join(folder, 'app'));
  expect(code).toBe(0);
  expect(readFileSync(join(folder, 'ci.yaml'), 'utf8')).toBe('cd app/deploy\n');
  expect(existsSync(join(folder, 'app/deploy/a.txt'))).toBe(true);
});

const variable = { name: 'region', type: 'text', question: 'Region', pattern: '[a-z]+-[a-z]+-\\d' };

test.each([
  [
    'a value that does not fit',
    ['--set', 'region=Berlin'],
    "must be a text that matches [a-z]+-[a-z]+-\\d, not 'Berlin'",
  ],
  ['a value that lacks', [], "the variable 'region' has no value (Region)"],
  ['a variable that is not declared', ['--set', 'regoin=x'], "did you mean 'region'?"],
  ['a setting without a value', ['--set', 'region'], 'set one as --set name=value'],
  ['an environment that can be no name', ['--environments', 'dev prod'], "'environments' must be"],
  ['a system that nobody knows', ['--ci', 'travis'], 'one of none, codepipeline, github, gitlab, jenkins'],
])('%s is refused', async (_, words, message) => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const template = templateFolder({ variables: [variable] }, { 'files/a.txt': 'a' });
  const { code, stderr } = await runCommand(['init', '--template', template, ...words], folder);
  expect({ code, files: filesOf(folder) }).toEqual({ code: 1, files: [] });
  expect(stderr).toContain(message);
});

test('a template that is broken says where', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const unknown = templateFolder({ variables: [] }, { 'files/a.txt': 'one\n<%= projct %>\n' });
  const { stderr } = await runCommand(['init', '--template', unknown], folder);
  expect(stderr).toContain('files/a.txt:2:1 error[template-placeholder-unknown]');
  expect(stderr).toContain("did you mean 'project'?");
  const typed = templateFolder({ variables: [{ ...variable, type: 'date' }] }, {});
  expect((await runCommand(['init', '--template', typed], folder)).stderr).toContain('template.json:1:');
  const outside = templateFolder(
    { variables: [{ name: 'place', type: 'text', question: 'Where' }] },
    { 'files/__place__/a.txt': 'a' },
  );
  const escaped = await runCommand(['init', '--template', outside, '--set', 'place=../..'], folder);
  expect(escaped.stderr).toContain('error[template-path-outside]');
  expect((await runCommand(['init', '--template', '@acme/none'], folder)).stderr).toContain(
    'npx -p cdk-compose -p @acme/none cdk-compose init --template @acme/none',
  );
});

test('text stays text in the languages of the files', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const template = templateFolder(
    { variables: [{ name: 'owner', type: 'text', question: 'Owner' }] },
    { 'files/owner.json': '["<%= owner %>"]', 'files/owner.cjs': "module.exports = '<%= owner %>';" },
  );
  const owner = `O'Neil "${'$'}{x}" \\ co`;
  writeFileSync(join(template, 'files/plain.txt'), '<%= owner %>');
  await runCommand(['init', '--template', template, '--set', `owner=${owner}`], folder);
  expect(JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'))).toEqual([owner]);
  expect((await import(join(folder, 'owner.cjs'))) as object).toMatchObject({ default: owner });
  expect(readFileSync(join(folder, 'plain.txt'), 'utf8')).toBe(owner);
});

test.each([
  ['github', '.github/workflows/deploy.yaml'],
  ['gitlab', '.gitlab-ci.yml'],
  ['jenkins', 'Jenkinsfile'],
])('files for %s promote through the environments that were named', async (ci, file) => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const words = ['init', '--ci', ci, '--environments', 'dev,production', '--builder', 'acme/linux'];
  expect((await runCommand(words, folder)).code).toBe(0);
  const text = readFileSync(join(folder, file), 'utf8');
  expect(text).toContain(
    'npx cdk deploy shop-production --require-approval never -c compose:environment=production',
  );
  expect(text.indexOf('shop-dev')).toBeLessThan(text.indexOf('shop-production'));
  expect(existsSync(join(folder, 'ci/install-buildx.sh'))).toBe(true);
});

const connection =
  'arn:aws:codeconnections:eu-central-1:111111111111:connection/11111111-2222-3333-4444-555555555555';
const toPipeline = ['--ci', 'codepipeline', '--repository', 'acme/shop', '--connection', connection];

test('a pipeline on AWS is the program of the app', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  mkdirSync(join(folder, '.git'));
  const words = ['init', 'deploy', ...toPipeline, '--environments', 'dev,production'];
  expect((await runCommand([...words, '--builder', 'acme/linux'], folder)).code).toBe(0);
  const app = join(folder, 'deploy');
  expect(filesOf(app)).toEqual([...written, 'bin/pipeline.ts'].toSorted());
  expect(JSON.parse(readFileSync(join(app, 'cdk.json'), 'utf8'))).toMatchObject({
    app: 'node --import tsx bin/pipeline.ts',
  });
  const program = readFileSync(join(app, 'bin/pipeline.ts'), 'utf8');
  for (const part of [`'${connection}'`, "'acme/shop'", "'acme/linux'", "directory: 'deploy'"])
    expect(program).toContain(part);
});

test('what a pipeline needs is asked for, and for nothing else', async () => {
  const ask = async (answers: readonly string[]): Promise<readonly string[]> => {
    const asked: string[] = [];
    const folder = projectFolder({ 'compose.yaml': compose });
    const { code } = await runCommand(['init', '--environments', 'dev'], folder, {
      ask: async (question) => answers[asked.push(question) - 1],
    });
    expect(code).toBe(0);
    return asked;
  };
  const [, builder, repository, arn, ...more] = await ask(['codepipeline', '', 'acme/shop', connection]);
  expect([builder, repository, arn]).toEqual([
    expect.stringContaining('Docker Build Cloud'),
    'Repository that the pipeline follows, as owner/name: ',
    'ARN of the connection to it (AWS CodeConnections): ',
  ]);
  expect(more).toEqual([]);
  expect(await ask(['none'])).toHaveLength(1);
});

test.each([
  ['without environments', toPipeline, "'environments' must be the way of the pipeline"],
  [
    'without a repository',
    ['--ci', 'codepipeline', '--environments', 'dev'],
    "'repository' has no value (Repository that the pipeline follows",
  ],
  [
    'of a connection that is none',
    [...toPipeline, '--environments', 'dev', '--connection', 'acme'],
    "'connection' must be a text that matches arn:",
  ],
  [
    'that was not asked for',
    ['--ci', 'github', '--repository', 'acme/shop'],
    "'repository' must be left out unless ci is codepipeline, not 'acme/shop'",
  ],
])('a pipeline %s is refused', async (_, words, message) => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const { code, stderr } = await runCommand(['init', ...words], folder);
  expect({ code, files: filesOf(folder) }).toEqual({ code: 1, files: [] });
  expect(stderr).toContain(message);
});

test('a template that has no pipeline refuses one', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const template = templateFolder({ variables: [] }, { 'files/a.txt': 'a' });
  const words = ['init', '--template', template, '--ci', 'codepipeline', '--environments', 'dev'];
  const { code, stderr } = await runCommand(words, folder);
  expect({ code, files: filesOf(folder) }).toEqual({ code: 1, files: [] });
  expect(stderr).toContain('no file of this template is for codepipeline');
});

test('files for a CI service are refused where they would not run', async () => {
  const folder = projectFolder({ 'compose.yaml': compose });
  const elsewhere = await runCommand(['init', 'deploy', '--ci', 'github'], folder);
  expect({ code: elsewhere.code, files: filesOf(folder) }).toEqual({ code: 1, files: [] });
  expect(elsewhere.stderr).toContain('error[ci-outside-of-app]');
  expect((await runCommand(['init', '--ci', 'github', '--builder', 'linux'], folder)).stderr).toContain(
    "the variable 'builder' must be",
  );
});

test('the app reads the project as the flags did', async () => {
  const folder = projectFolder({ 'all/one.yaml': `name: store\n${compose}`, 'all/two.yaml': 'services: {}' });
  const flags = ['-f', 'all/one.yaml', '-f', 'all/two.yaml', '--profile', 'debug'];
  expect((await runCommand([...flags, 'init', 'deploy'], folder)).code).toBe(0);
  const { context } = JSON.parse(readFileSync(join(folder, 'deploy/cdk.json'), 'utf8')) as {
    context: object;
  };
  expect(context).toEqual({
    'compose:files': ['../all/one.yaml', '../all/two.yaml'],
    'compose:profiles': ['debug'],
    'compose:environments': {},
  });
});
