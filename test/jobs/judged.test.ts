/** What AWS and cfn-lint would say to the template of a job and of a schedule. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decided, deploymentPlan, service } from '../constructs/fixtures/plan.js';
import { templateOf } from '../constructs/fixtures/template.js';
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import { shop } from './shop.js';

const schedule = deploymentPlan({
  services: [service('report', { kind: decided('schedule'), names: [] })],
  schedules: [{ service: 'report', expression: decided('rate(1 hour)'), timezone: decided('UTC') }],
});
const templates: [string, Json][] = [
  ['a job', templateOf(shop()).toJSON() as Json],
  ['a schedule', templateOf(schedule).toJSON() as Json],
];

test.each(templates)('AWS takes the template of %s', (_, stack) => {
  expect(checkDeployment({ stack }).map(formatFinding)).toEqual([]);
});

const installed = spawnSync('cfn-lint', ['--version']).status === 0;
if (!installed) process.stderr.write('SKIPPED: cfn-lint is not installed; no template of a job was linted\n');

(installed ? describe : describe.skip)('cfn-lint', () => {
  test.each(templates)('finds nothing in the template of %s', (_, template) => {
    const folder = mkdtempSync(join(tmpdir(), 'cdk-compose-lint-'));
    const file = join(folder, 'template.json');
    writeFileSync(file, JSON.stringify(template));
    const { stdout } = spawnSync('cfn-lint', ['--format', 'json', file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const found = JSON.parse(stdout) as { Rule: { Id: string }; Location: { Path: string[] } }[];
    // CDK lets its functions and state machines depend on their roles twice.
    const ours = found.filter(
      ({ Rule, Location }) => Rule.Id !== 'W3005' || !Location.Path[1]?.startsWith('JobRunner'),
    );
    expect(ours).toEqual([]);
  });
});
