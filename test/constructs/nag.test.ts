/** cdk-nag's AwsSolutions pack: what it finds is acknowledged in our constructs, with its reason, or mended. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Peer, Port, SecurityGroup, Vpc } from 'aws-cdk-lib/aws-ec2';
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ComposeApp, type ComposeAppProps, readProject } from '../../lib/index.js';
import { root } from '../support/source-files.js';
import { everyFeature } from './fixtures/every-feature.js';

const samples = readdirSync(join(root, 'samples')).filter(
  (name) => name !== 'broken' && existsSync(join(root, 'samples', name, 'compose.yaml')),
);
const work = mkdtempSync(join(tmpdir(), 'cdk-compose-nag-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Report {
  readonly pluginReports: readonly {
    readonly violations: readonly {
      readonly ruleName: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

interface Around {
  readonly props?: (app: App) => Partial<ComposeAppProps>;
  readonly change?: (stack: Stack, application: ComposeApp) => void;
}

/** Each finding that nobody acknowledged, with the construct. */
function findingsOf(inputs: ComposeAppProps, { props, change }: Around = {}): readonly string[] {
  const outdir = mkdtempSync(join(work, 'assembly-'));
  const app = new App({ outdir, builtinCloudFormationValidation: false, analyticsReporting: false });
  const stack = new Stack(app, 'Sample');
  const application = new ComposeApp(stack, 'App', { ...inputs, ...props?.(app) });
  change?.(stack, application);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const say = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    app.synth();
    return [];
  } catch {
    const text = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
    const { pluginReports } = JSON.parse(text) as Report;
    return pluginReports.flatMap(({ violations }) =>
      violations.flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${ruleName} ${constructPath}`),
      ),
    );
  } finally {
    say.mockRestore();
  }
}

const ofSample = (name: string) => readProject({ directory: join(root, 'samples', name) });

test.each(samples)('samples/%s has no open finding', (sample) => {
  expect(findingsOf(ofSample(sample))).toEqual([]);
});

test('a project of every feature has no open finding', () => {
  expect(findingsOf(everyFeature())).toEqual([]);
});

test('nor has it in nested stacks', () => {
  expect(findingsOf({ ...everyFeature(), layout: 'nested' })).toEqual([]);
});

test('nor has it in the VPC of another stack', () => {
  const findings = findingsOf(everyFeature(), {
    props: (app) => ({ vpc: new Vpc(new Stack(app, 'Network'), 'Vpc') }),
  });
  expect(findings.filter((finding) => !finding.includes(' Network/'))).toEqual([]);
});

describe('a finding is not hidden', () => {
  test('in the caller’s own resources', () => {
    const opened = findingsOf(ofSample('hello'), {
      change: (stack, { vpc }) => {
        new SecurityGroup(stack, 'Own', { vpc }).addIngressRule(Peer.anyIpv4(), Port.tcp(22));
      },
    });
    expect(opened).toEqual(['AwsSolutions-EC23 Sample/Own/Resource']);
  });

  test('in what the Compose file allows its code', () => {
    const policy = '{ Statement: [{ Effect: Allow, Action: "s3:GetObject", Resource: "*" }] }';
    const role = `x-aws-policies: ["arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"]\n    x-aws-role: ${policy}`;
    const inputs = everyFeature((text) =>
      text.replace('image: nginx:1.27', `image: nginx:1.27\n    ${role}`),
    );
    expect(
      findingsOf(inputs)
        .map((finding) => finding.split(' ')[0])
        .toSorted(),
    ).toEqual([
      'AwsSolutions-IAM4[Policy::arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]',
      'AwsSolutions-IAM5[Resource::*]',
    ]);
  });
});
