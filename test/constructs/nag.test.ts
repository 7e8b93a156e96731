/** cdk-nag's AwsSolutions pack over the samples: what it finds is acknowledged in our constructs, with its reason, or mended. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Peer, Port, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { App, Stack, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ComposeApp, readProject } from '../../lib/index.js';
import { root } from '../support/source-files.js';

const samples = readdirSync(join(root, 'samples')).filter(
  (name) => name !== 'broken' && existsSync(join(root, 'samples', name, 'compose.yaml')),
);
const work = mkdtempSync(join(tmpdir(), 'cdk-compose-nag-'));
afterAll(() => rmSync(work, { recursive: true, force: true }));

interface Report {
  readonly pluginReports: readonly { readonly violations: readonly { readonly ruleName: string }[] }[];
}

function findingsOf(sample: string, change: (stack: Stack) => void = () => undefined): readonly string[] {
  const outdir = mkdtempSync(join(work, 'assembly-'));
  const app = new App({ outdir, builtinCloudFormationValidation: false, analyticsReporting: false });
  const stack = new Stack(app, 'Sample');
  new ComposeApp(stack, 'App', { ...readProject({ directory: join(root, 'samples', sample) }) });
  change(stack);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  const say = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    app.synth();
    return [];
  } catch {
    const text = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
    const { pluginReports } = JSON.parse(text) as Report;
    return pluginReports.flatMap(({ violations }) => violations.map(({ ruleName }) => ruleName));
  } finally {
    say.mockRestore();
  }
}

test.each(samples)('samples/%s has no open finding', (sample) => {
  expect(findingsOf(sample)).toEqual([]);
});

test('a finding in the caller’s own resources is not hidden', () => {
  const opened = findingsOf('hello', (stack) => {
    const { vpc } = stack.node.findChild('App') as ComposeApp;
    const group = new SecurityGroup(stack, 'Own', { vpc });
    group.addIngressRule(Peer.anyIpv4(), Port.tcp(22));
  });
  expect(opened.join()).toContain('EC23');
});
