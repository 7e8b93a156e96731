/** docs/reference.md is written by the docstrings. `UPDATE=1` rewrites it. */
import { expectFile } from '../support/golden.js';
import { type Documented, type Member, publicApi } from './public-api.js';

const api = publicApi();

const introduction = `# Reference

Everything that \`import { … } from 'cdk-compose'\` gives, generated from the docstrings. Properties are required unless a
default is named. Types from \`aws-cdk-lib\` are CDK's own.
`;

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}

function table(members: readonly Member[]): readonly string[] {
  if (members.length === 0) return [];
  return [
    '',
    '| | type | what it is | default |',
    '| --- | --- | --- | --- |',
    ...members.map(
      ({ name, signature, optional, text, default: usual }) =>
        `| \`${name}\` | \`${cell(signature)}\` | ${cell(text)} | ${cell(usual ?? (optional ? 'absent' : ''))} |`,
    ),
  ];
}

function section({ name, heading, source, text, members }: Documented): string {
  const [file = ''] = source.split(':');
  return [`## ${name}`, '', text, '', `\`${heading}\` ([source](../${file}))`, ...table(members)].join('\n');
}

test('docs/reference.md tells every public thing', () => {
  expect(api.map(({ name }) => name)).toEqual(
    expect.arrayContaining([
      'ComposeApp',
      'ComposeAppProps',
      'readProject',
      'ServiceOverride',
      'DeploymentPlan',
    ]),
  );
  expectFile('docs/reference.md', `${introduction}\n${api.map(section).join('\n\n')}\n`);
});

test('every public thing says what it is', () => {
  expect(api.filter(({ text }) => text === '').map(({ source }) => source)).toEqual([]);
});

test('every optional property of a construct names its default', () => {
  const silent = api
    .filter(({ name, source }) => source.startsWith('lib/constructs/') && /Props$|Override$/.test(name))
    .flatMap(({ name, members }) =>
      members
        .filter(({ optional, default: usual }) => optional && usual === undefined)
        .map((member) => `${name}.${member.name}`),
    );
  expect(silent).toEqual([]);
});

test('members are read with their docstrings', () => {
  const props = api.find(({ name }) => name === 'BroughtAlong');
  expect(props?.members.find(({ name }) => name === 'cluster')).toEqual({
    name: 'cluster',
    signature: 'ICluster',
    optional: true,
    text: 'The cluster to deploy into.',
    default: 'a cluster is made',
  });
  const app = api.find(({ name }) => name === 'ComposeApp');
  expect(app?.members.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['plan', 'service', 'loadBalancers', 'network']),
  );
  const signatures = Object.fromEntries(app?.members.map(({ name, signature }) => [name, signature]) ?? []);
  expect(signatures).toMatchObject({ vpc: 'IVpc', service: '(name: string): ComposeService' });
});
