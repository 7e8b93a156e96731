/**
 * No upgrade of this library replaces what holds data or a name: the lasting resources of the samples are stored whole.
 * `UPDATE=1` stores what is new; a resource that is stored may only change in ways that leave it where it is.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';
import { Vpc } from 'aws-cdk-lib/aws-ec2';
import { ManagedPolicy } from 'aws-cdk-lib/aws-iam';
import { App, Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { ComposeApp, type ComposeAppProps, ComposeStage, readProject } from '../../lib/index.js';
import { expectFile } from '../support/golden.js';
import { runCommand } from '../support/run-command.js';
import { root } from '../support/source-files.js';
import { causesReplacement, lastingResources, losses, type Resources } from './lasting-resources.js';

const samples = readdirSync(join(root, 'samples'))
  .filter((name) => name !== 'broken' && existsSync(join(root, 'samples', name, 'compose.yaml')))
  .toSorted();

async function currentOf(sample: string, ...words: readonly string[]): Promise<Resources> {
  const { stdout } = await runCommand(['convert', '--quiet', ...words], join('samples', sample));
  return lastingResources((JSON.parse(stdout) as { Resources: Resources }).Resources);
}

function storedOf(sample: string): Resources {
  const file = join(root, 'test/upgrade', `${sample}.json`);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Resources) : {};
}

describe.each(samples)('samples/%s', (sample) => {
  test('keeps what it has, with this upgrade', async () => {
    const stored = storedOf(sample);
    const current = await currentOf(sample);
    // Also before UPDATE=1 writes over it: to accept a loss, delete the file, and say so in CHANGELOG.md.
    expect(losses(stored, current)).toEqual([]);
    expectFile(`test/upgrade/${sample}.json`, `${JSON.stringify(current, undefined, 2)}\n`);
  });

  test('keeps what it has, under the same ids, in nested stacks', async () => {
    expect(losses(storedOf(sample), await currentOf(sample, '--layout', 'nested'))).toEqual([]);
  });

  const wrapped: readonly [string, (props: ComposeAppProps) => Stack][] = [
    [
      'moves into another construct of another stack',
      (props) => {
        const stack = new Stack(new App(), 'Company');
        new ComposeApp(new Construct(new Construct(stack, 'Platform'), 'Shop'), 'Moved', props);
        return stack;
      },
    ],
    ['moves into a stage', (props) => new ComposeStage(new App(), 'Prod', props).stack],
    [
      'runs in a VPC of the company',
      (props) => {
        const stack = new Stack(new App(), 'Company');
        new ComposeApp(stack, 'Shop', { ...props, vpc: new Vpc(stack, 'Vpc') });
        return stack;
      },
    ],
    [
      'gets tags and a permissions boundary',
      (props) => {
        const stack = new Stack(new App(), 'Company');
        const boundary = ManagedPolicy.fromManagedPolicyName(stack, 'Boundary', 'company');
        new ComposeApp(stack, 'Shop', { ...props, tags: { team: 'orders' }, boundary });
        return stack;
      },
    ],
  ];

  test.each(wrapped)('keeps its data when the application %s', (_, wrap) => {
    const stack = wrap({ ...readProject({ directory: join(root, 'samples', sample) }) });
    const moved = Template.fromStack(stack).toJSON() as { Resources: Resources };
    const data = Object.entries(storedOf(sample)).filter(([, { Type }]) => Type === 'AWS::EFS::FileSystem');
    expect(losses(Object.fromEntries(data), moved.Resources)).toEqual([]);
  });
});

test('the samples hold data and names', () => {
  const types = new Set(samples.flatMap((sample) => Object.values(storedOf(sample)).map(({ Type }) => Type)));
  expect([...types]).toEqual(
    expect.arrayContaining([
      'AWS::EFS::FileSystem',
      'AWS::Logs::LogGroup',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      'AWS::ServiceDiscovery::PrivateDnsNamespace',
    ]),
  );
});

describe('a loss is seen', () => {
  const before: Resources = {
    Data: {
      Type: 'AWS::EFS::FileSystem',
      DeletionPolicy: 'RetainExceptOnCreate',
      Properties: { Encrypted: true },
    },
  };

  test('a new logical id', () => {
    const { Data } = before;
    expect(losses(before, Data === undefined ? {} : { Other: Data })).toEqual([
      'Data (AWS::EFS::FileSystem) is gone',
    ]);
  });

  test('a property that cannot change in place', () => {
    const after = {
      Data: { ...before['Data'], Type: 'AWS::EFS::FileSystem', Properties: { Encrypted: false } },
    };
    expect(losses(before, after)).toEqual([
      'Data (AWS::EFS::FileSystem) is replaced by the change of Encrypted',
    ]);
  });

  test('data that goes with its stack', () => {
    const after = { Data: { Type: 'AWS::EFS::FileSystem', Properties: { Encrypted: true } } };
    expect(losses(before, after)).toEqual(['Data (AWS::EFS::FileSystem) loses its DeletionPolicy']);
  });

  test('and a change in place is none', () => {
    const after = {
      Data: {
        ...before['Data'],
        Type: 'AWS::EFS::FileSystem',
        Properties: { Encrypted: true, ThroughputMode: 'elastic' },
      },
    };
    expect(losses(before, after)).toEqual([]);
    expect(causesReplacement('AWS::EFS::FileSystem', 'ThroughputMode')).toBe(false);
  });
});
