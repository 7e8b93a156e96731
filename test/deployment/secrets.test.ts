import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { leaksIn } from '../corpus/leaks.js';
import type { Bindings } from '../../lib/model/bindings.js';
import { projectFolder } from '../support/project-folder.js';
import { describeWith } from '../support/shared-folder.js';
import { root } from '../support/source-files.js';
import { lockEverything } from './lock-everything.js';
import { readBack } from './read-back.js';
import { runCommand } from '../support/run-command.js';
import { type Emulator, emulatorScript, startEmulator } from './emulator.js';
import { expectSuccess } from './expect-success.js';

const values = [
  'canary-file/"1"\r\né',
  'canary-variable-2',
  'canary-environment-3',
  'canary-changed-4',
  'canary-log-option-5',
] as const;
const [fileValue, variableValue, environmentValue, changedValue, logValue] = values;

const compose = `
services:
  web:
    image: nginx
    secrets: [cert, token, theirs]
    environment: { DB_PASSWORD: ${environmentValue} }
    configs: [{ source: motd, target: /etc/motd, mode: 0440 }]
    logging:
      driver: loki
      options: { loki-url: "https://shop:${logValue}@logs.example.com/loki/api/v1/push" }
configs:
  motd: { external: true, name: /theirs/motd }
secrets:
  cert: { file: ./cert.pem }
  token: { environment: TOKEN }
  theirs: { external: true, name: theirs/db }
`;

describeWith(emulatorScript(), 'no imitation of AWS', 'secrets push against Secrets Manager', (script) => {
  let emulator: Emulator;
  let client: SecretsManagerClient;
  const folder = projectFolder({ 'compose.yaml': compose, 'cert.pem': fileValue });

  /** Runs the command as a shell does, and looks at its command line while it runs. */
  async function push(variables: Readonly<Record<string, string>>) {
    const { endpoint, region, credentials } = emulator.client;
    const child = spawn(
      process.execPath,
      [
        '--import',
        pathToFileURL(require.resolve('tsx')).href,
        join(root, 'bin/cdk-compose.ts'),
        'secrets',
        'push',
        '--environment',
        'staging',
      ],
      {
        cwd: folder,
        env: {
          PATH: process.env['PATH'],
          AWS_ENDPOINT_URL: endpoint,
          AWS_REGION: region,
          AWS_ACCESS_KEY_ID: credentials.accessKeyId,
          AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
          NODE_DEBUG: 'http,net',
          NODE_PATH: join(root, 'node_modules'),
          TSX_TSCONFIG_PATH: join(root, 'tsconfig.json'),
          ...variables,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => (output += String(chunk)));
    const [code] = (await once(child, 'close')) as [number];
    const file = join(folder, 'compose.staging.json');
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '{}';
    return { code, output, text, bindings: JSON.parse(text) as Bindings };
  }

  beforeAll(async () => {
    emulator = await startEmulator(script, projectFolder({}));
    client = new SecretsManagerClient(emulator.client);
    await client.send(new CreateSecretCommand({ Name: 'theirs/db', SecretString: 'x' }));
    await new SSMClient(emulator.client).send(
      new PutParameterCommand({ Name: '/theirs/motd', Type: 'String', Value: 'welcome' }),
    );
  });
  afterAll(() => emulator.stop());

  test('writes values, records where they are, and shows none', async () => {
    const { code, output, text, bindings } = await push({ TOKEN: variableValue });
    expect([code, output.match(/^(?:created|found)\b/gm)]).toEqual([
      0,
      ['created', 'found', 'created', 'created', 'found'],
    ]);
    expect(
      leaksIn(
        new Map([
          ['output', output],
          ['bindings', text],
        ]),
        values,
      ),
    ).toEqual([]);

    const { arn = '', version } = bindings.secrets?.['cert'] ?? {};
    const stored = await client.send(new GetSecretValueCommand({ SecretId: arn, VersionId: version }));
    expect(stored.SecretString).toBe(fileValue);
    const lifted = bindings.variables?.['web'];
    const environment = await client.send(
      new GetSecretValueCommand({ SecretId: lifted?.arn, VersionId: lifted?.version }),
    );
    expect(JSON.parse(environment.SecretString ?? '')).toEqual({
      DB_PASSWORD: environmentValue,
      'logging.Http_Passwd': logValue,
    });
    expect(bindings.secrets?.['theirs']?.version).toBeUndefined();
    expect(bindings.secrets?.['theirs']?.arn).toMatch(/:secret:theirs\/db-\w{6}$/);
    expect(bindings.configs?.['motd']?.arn).toMatch(/:parameter\/theirs\/motd$/);
  });

  test('again it writes nothing; a changed value becomes a version with labels', async () => {
    const before = await push({ TOKEN: variableValue });
    expect(before.output.match(/^(?:unchanged|found)\b/gm)).toEqual([
      'unchanged',
      'found',
      'unchanged',
      'unchanged',
      'found',
    ]);
    const { code, output, bindings, text } = await push({ TOKEN: changedValue });
    expect([code, output.match(/^changed\b/gm)]).toEqual([0, ['changed']]);
    expect(
      leaksIn(
        new Map([
          ['output', output],
          ['bindings', text],
        ]),
        values,
      ),
    ).toEqual([]);

    const [old, next] = [before, { bindings }].map((pushed) => pushed.bindings.secrets?.['token']);
    expect(next?.arn).toBe(old?.arn);
    const { VersionIdsToStages: labels = {} } = await client.send(
      new DescribeSecretCommand({ SecretId: next?.arn }),
    );
    expect(labels[next?.version ?? '']).toEqual(
      expect.arrayContaining(['AWSCURRENT', `cdk-compose-${next?.version}`]),
    );
    // The imitation takes other labels from what becomes AWSPREVIOUS; AWS does not.
    expect(labels[old?.version ?? '']).toContain('AWSPREVIOUS');
  });

  test('a deployment reads exactly what was pushed; another value replaces the task, and nothing shows any', async () => {
    lockEverything(folder);
    const deploy = async () => {
      const converted = await runCommand(['convert', '--environment', 'staging', '-o', 'cdk.out'], folder);
      expect(converted).toMatchObject({ code: 0 });
      const deployed = await emulator.deploy('cdk.out', folder);
      expectSuccess(deployed);
      const assembly = readdirSync(join(folder, 'cdk.out')).map((name): [string, string] => [
        name,
        readFileSync(join(folder, 'cdk.out', name), 'utf8'),
      ]);
      const { services } = await readBack(emulator.client);
      const task = services['web']?.taskDefinition;
      const told: readonly [string, string][] = [
        ...assembly,
        ['output', `${converted.shown}${deployed.output}`],
        ['task definition', JSON.stringify(task)],
        ['log of the server', emulator.log()],
      ];
      expect(leaksIn(new Map(told), values)).toEqual([]);
      return task;
    };
    expectSuccess(await emulator.bootstrap(folder));
    const [before, after] = [
      [(await push({ TOKEN: variableValue })).bindings, await deploy()] as const,
      [(await push({ TOKEN: changedValue })).bindings, await deploy()] as const,
    ].map(([bindings, task]) => {
      const { cert, token, theirs } = bindings.secrets ?? {};
      const web = bindings.variables?.['web'];
      const motd = bindings.configs?.['motd'];
      expect(task?.containerDefinitions?.map(({ name, secrets }) => [name, secrets])).toEqual([
        ['web', [{ name: 'DB_PASSWORD', valueFrom: `${web?.arn}:DB_PASSWORD::${web?.version}` }]],
        [
          'web-init',
          [
            { name: 'SECRET_1', valueFrom: `${cert?.arn}:::${cert?.version}` },
            { name: 'SECRET_2', valueFrom: `${token?.arn}:::${token?.version}` },
            { name: 'SECRET_3', valueFrom: theirs?.arn },
            { name: 'SECRET_4', valueFrom: motd?.arn },
          ],
        ],
        ['log-router', undefined],
      ]);
      expect(task?.containerDefinitions?.[0]?.logConfiguration).toMatchObject({
        logDriver: 'awsfirelens',
        options: { Name: 'loki', Host: 'logs.example.com', Http_User: 'shop' },
        secretOptions: [
          { name: 'Http_Passwd', valueFrom: `${web?.arn}:logging.Http_Passwd::${web?.version}` },
        ],
      });
      expect(task?.containerDefinitions?.at(-1)?.firelensConfiguration).toMatchObject({ type: 'fluentbit' });
      return task;
    });
    expect(before?.revision).toBeLessThan(after?.revision ?? 0);
  }, 120_000);

  test('a value that is not here fails with its place, and loses nothing', async () => {
    const file = join(folder, 'compose.yaml');
    writeFileSync(file, `${compose}  new: { environment: NOT_SET }\n`.replace('theirs]', 'theirs, new]'));
    const before = readFileSync(join(folder, 'compose.staging.json'), 'utf8');
    const { code, output, text } = await push({ TOKEN: changedValue });
    expect(code).toBe(1);
    expect(output).toMatch(/compose\.yaml:\d+:\d+/);
    expect(output).toContain('variable NOT_SET is not set');
    expect(text).toBe(before);
  });
});
