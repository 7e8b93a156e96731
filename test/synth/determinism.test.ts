/** The same project gives the same bytes, wherever, whenever and by whomever it is synthesized; and nothing is asked. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyOfSample, runApp } from './run-app.js';

const reference = runApp({ folder: copyOfSample('voting-app') });

test('the sample synthesizes into one stack without a context lookup', () => {
  expect(reference.stderr).not.toContain('error');
  expect(reference.status).toBe(0);
  expect(Object.keys(reference.assembly)).toContain('voting-app.template.json');
  expect(JSON.parse(reference.assembly['manifest.json'] ?? '{}')).not.toHaveProperty('missing');
});

test.each<[string, Parameters<typeof runApp>[0]]>([
  ['in another folder', { folder: copyOfSample('voting-app', 'deep', 'er', 'and other') }],
  ['at another time zone and locale', environment({ TZ: 'Asia/Kathmandu', LC_ALL: 'tr_TR.UTF-8' })],
  ['by another user', environment({ HOME: '/nonexistent', USER: 'somebody' })],
  [
    'with an account and a region at hand',
    environment({
      AWS_REGION: 'eu-west-1',
      CDK_DEFAULT_ACCOUNT: '123456789012',
      CDK_DEFAULT_REGION: 'eu-west-1',
    }),
  ],
  [
    'with the switches of the CDK CLI and flags of a cdk.json',
    {
      folder: copyOfSample('voting-app'),
      context: {
        'aws:cdk:enable-path-metadata': true,
        'aws:cdk:enable-asset-metadata': true,
        'aws:cdk:version-reporting': true,
        '@aws-cdk/aws-iam:minimizePolicies': false,
        '@aws-cdk/aws-ec2:restrictDefaultSecurityGroup': true,
      },
    },
  ],
])('%s the bytes are the same', (_, run) => {
  expect(runApp(run).assembly).toEqual(reference.assembly);
});

const isolated = spawnSync('unshare', ['-n', 'true']).status === 0;
if (!isolated)
  process.stderr.write('SKIPPED: unshare -n is not permitted; offline synthesis was not tried\n');

(isolated ? describe : describe.skip)('without network and Docker', () => {
  test('the bytes are the same, and nobody was called', () => {
    const tools = mkdtempSync(join(tmpdir(), 'tools-'));
    for (const tool of ['docker', 'git', 'aws', 'curl']) {
      writeFileSync(join(tools, tool), `#!/bin/sh\ntouch ${join(tools, 'called')}\nexit 1\n`);
      chmodSync(join(tools, tool), 0o755);
    }
    const offline = runApp({
      folder: copyOfSample('voting-app'),
      environment: { PATH: `${tools}:${process.env['PATH'] ?? ''}`, AWS_EC2_METADATA_DISABLED: 'false' },
      under: ['unshare', '-n'],
    });
    expect(offline.assembly).toEqual(reference.assembly);
    expect(existsSync(join(tools, 'called'))).toBe(false);
  });
});

test('no path of this machine, no stack trace and no usage data is in the assembly', () => {
  const folder = copyOfSample('voting-app');
  const everything = Object.values(runApp({ folder }).assembly).join('\n');
  for (const path of [folder, tmpdir(), process.cwd(), __dirname]) expect(everything).not.toContain(path);
  for (const trace of ['aws:cdk:trace', 'aws:cdk:creationStack', 'analytics', 'CDKMetadata'])
    expect(everything).not.toContain(trace);
});

function environment(variables: Readonly<Record<string, string>>) {
  return { folder: copyOfSample('voting-app'), environment: variables };
}
