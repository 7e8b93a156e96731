/** The sample of a pipeline: it synthesizes, promotes digests, and differs only where its override file says so. */
import 'aws-cdk-lib/testhelpers/jest-autoclean';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { parse } from 'yaml';
import { ComposeStage } from '../../lib/constructs/compose-stage.js';
import { readContext } from '../../lib/constructs/context.js';
import { reproducibleApp } from '../../lib/constructs/reproducible-app.js';
import { readEnvironments } from '../../lib/read-project.js';
import { root } from '../support/source-files.js';
import { lockImages } from './pipeline.js';

const sample = join(root, 'samples/pipeline');
const { context } = JSON.parse(readFileSync(join(sample, 'cdk.json'), 'utf8')) as { context: object };
const { environments = {} } = readContext({ getAllContext: () => context }).value ?? {};

const directory = join(mkdtempSync(join(tmpdir(), 'cdk-compose-test-')), 'shop');
cpSync(sample, directory, { recursive: true });
lockImages(directory, environments);
const app = reproducibleApp();
const templates = Object.fromEntries(
  Object.entries(readEnvironments({ directory, environments, imageAccount: '111111111111' })).map(
    ([name, inputs]) => [name, Template.fromStack(new ComposeStage(app, name, inputs).stack)],
  ),
);

test('it synthesizes from a laptop, without an image lock and without Docker', () => {
  const assembly = mkdtempSync(join(tmpdir(), 'cdk-compose-test-'));
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', join(sample, 'app.ts')], {
    cwd: root,
    env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify(context) },
    encoding: 'utf8',
  });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  for (const stage of ['dev', 'staging', 'production'])
    expect(existsSync(join(assembly, `assembly-ShopPipeline-Shop-${stage}`))).toBe(true);
  expect(readFileSync(join(assembly, 'ShopPipeline.template.json'), 'utf8')).toContain('docker/access-token');
}, 60_000);

test('promoting changes no digest', () => {
  const [dev, staging, production] = ['dev', 'staging', 'production'].map((name) => digestsOf(name));
  expect(dev).toHaveLength(2);
  expect(staging).toEqual(dev);
  expect(production).toEqual(dev);
});

test('what differs between staging and production is what the override file and the variables point to', () => {
  const override = parse(readFileSync(join(sample, 'compose.production.yaml'), 'utf8')) as {
    services: object;
  };
  const differing = differences('staging', 'production');
  expect(differing.length).toBeGreaterThan(0);
  const services = Object.keys(override.services).map((service) => `/App/Services/${service}/`);
  expect(differing.filter((path) => !services.some((service) => path.includes(service)))).toEqual([]);
});

test('dev and staging differ in the service whose variable they set', () => {
  expect(differences('dev', 'staging').every((path) => path.includes('/App/Services/web/'))).toBe(true);
});

function digestsOf(name: string): readonly string[] {
  const definitions = templates[name]?.findResources('AWS::ECS::TaskDefinition') ?? {};
  return [...new Set(JSON.stringify(definitions).match(/sha256:[0-9a-f]{64}/g))].toSorted();
}

/** Paths of the constructs whose resources differ by more than the names of their environments. */
function differences(one: string, other: string): readonly string[] {
  const [first, second] = [resources(one), resources(other)];
  return [...new Set([...first.keys(), ...second.keys()])].filter(
    (path) => first.get(path) !== second.get(path),
  );
}

/** Resources by construct path and logical id, as text in which the environment's name, account and region are the same for all. */
function resources(name: string): ReadonlyMap<string, string> {
  const { account = '', region = '' } = environments[name] ?? {};
  const neutral = (text: string): string =>
    text
      // Families of task definitions are made of the path, and a digest of it.
      .replaceAll(new RegExp(`${name}(shop\\w+?)[0-9A-F]{8}\\b`, 'g'), 'ENVIRONMENT$1')
      .replaceAll(new RegExp(`\\b${name}\\b`, 'g'), 'ENVIRONMENT')
      .replaceAll(account, 'ACCOUNT')
      .replaceAll(region, 'REGION');
  const { Resources = {} } = (templates[name]?.toJSON() ?? {}) as { Resources?: Record<string, Resource> };
  return new Map(
    Object.entries(Resources).map(([id, { Metadata: { 'aws:cdk:path': path = '' } = {}, ...resource }]) => [
      `${path.slice(path.indexOf('/App/')).replaceAll(/(?:from|to) [^/]*$/g, '')} ${id}`,
      neutral(JSON.stringify(resource)),
    ]),
  );
}

interface Resource {
  readonly Metadata?: Readonly<Record<string, string>>;
}
