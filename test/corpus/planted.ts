import { cpSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { materialized, type CorpusCase } from './corpus-case.js';
import { loadFrom } from './load-case.js';

/** What must never be seen outside the secret store, by how it comes into a project. */
export const canaries = {
  secretFile: 'canary-file/+"7d1c"&é',
  secretVariable: 'canary-variable/+"93b0"&é',
  buildSecret: 'canary-build/+"1f6a"&é',
  environment: 'canary-environment/+"c52e"&é',
  environmentFile: 'canary-env-file/+c52f&',
  connection: 'canary-connection-0a4f',
  logOption: 'canary-log-option/+"7e1a"&é',
} as const;

/** A copy of the project in which every service has every kind of secret, and how to load it. */
export function planted(
  corpus: string,
  each: CorpusCase,
): ReturnType<typeof loadFrom> & { readonly folder: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-compose-canary-'));
  cpSync(materialized(corpus, each), folder, { recursive: true });
  const directory = join(folder, each.cwd);
  const service = {
    environment: {
      CANARY_PASSWORD: canaries.environment,
      CANARY_URL: `postgres://shop:${canaries.connection}@db:5432/shop`,
    },
    env_file: ['canary.env'],
    secrets: ['canary_file', { source: 'canary_variable', target: 'variable' }],
    logging: {
      driver: 'splunk',
      options: { 'splunk-url': 'https://splunk.example.com', 'splunk-token': canaries.logOption },
    },
  };
  const layer = {
    services: Object.fromEntries(
      Object.entries(each.expected.services).map(([name, { build }]) => [
        name,
        build === undefined ? service : { ...service, build: { secrets: ['canary_build'] } },
      ]),
    ),
    secrets: {
      canary_file: { file: './canary.txt' },
      canary_variable: { environment: 'CANARY_VARIABLE' },
      canary_build: { environment: 'CANARY_BUILD' },
    },
  };
  writeFileSync(
    join(directory, 'canary.compose.yaml'),
    JSON.stringify(layer, undefined, 2).replaceAll('$', '$$$$'),
  );
  writeFileSync(join(directory, 'canary.txt'), canaries.secretFile);
  writeFileSync(join(directory, 'canary.env'), `CANARY_TOKEN=${canaries.environmentFile}\n`);
  const args = [
    ...each.args,
    ...(each.args.includes('-f') ? [] : defaultFiles(directory)),
    '-f',
    'canary.compose.yaml',
  ];
  const env = { ...each.env, CANARY_VARIABLE: canaries.secretVariable, CANARY_BUILD: canaries.buildSecret };
  return { ...loadFrom(directory, { args, env }), folder };
}

/** What Compose reads when no file is named. */
function defaultFiles(directory: string): readonly string[] {
  const names = ['compose', 'docker-compose'].flatMap((name) => [`${name}.yaml`, `${name}.yml`]);
  const overrides = names.map((name) => name.replace('.', '.override.'));
  return [names, overrides].flatMap((candidates) => {
    const file = candidates.find((name) => existsSync(join(directory, name)));
    return file === undefined ? [] : ['-f', file];
  });
}
