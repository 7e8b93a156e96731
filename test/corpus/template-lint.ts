import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Json } from '../fargate/json.js';

/** What cfn-lint says about one template. */
export interface LintFinding {
  readonly project: string;
  readonly rule: string;
  readonly message: string;
  readonly path: string;
}

interface Match {
  readonly Filename: string;
  readonly Message: string;
  readonly Rule: { readonly Id: string };
  readonly Location: { readonly Path: readonly (string | number)[] | null };
}

/** What cfn-lint says of templates that CloudFormation takes, and why we know better. */
const falsePositives: readonly {
  readonly rule: string;
  readonly message: RegExp;
  readonly because: string;
}[] = [
  {
    rule: 'W3005',
    message: /./,
    because: 'a redundant DependsOn is how the CDK states what a reference does not',
  },
  {
    rule: 'W8003',
    message: /'missing', 'there'/,
    because: 'the rule that stops a deployment whose images or bindings are missing is always false',
  },
  {
    rule: 'E3002',
    message:
      /ThresholdConfiguration|ResetOnHealthyTask|EarlySuccessCriteria|TargetType|TimeoutConfiguration|Monitoring/,
    because: 'newer than its schemas: AWS::ECS::Service (AWS CloudFormation) has these properties',
  },
];

/** Whether cfn-lint is on this machine. */
export function hasLint(): boolean {
  return spawnSync('cfn-lint', ['--version']).status === 0;
}

/** cfn-lint over all templates in one process: minutes for hundreds of them. */
export function lintTemplates(templates: ReadonlyMap<string, Json>): readonly LintFinding[] {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-compose-lint-'));
  try {
    for (const [project, template] of templates)
      writeFileSync(join(folder, `${project}.json`), JSON.stringify(template));
    const args = ['--format', 'json', '--regions', 'us-east-1', '--', join(folder, '*.json')];
    const { stdout, stderr, error } = spawnSync('cfn-lint', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
    if (error || stdout.trim() === '') throw new Error(`cfn-lint did not run: ${error?.message ?? stderr}`);
    return (JSON.parse(stdout) as readonly Match[])
      .map(({ Filename, Message, Rule, Location }) => ({
        project: Filename.slice(folder.length + 1, -'.json'.length),
        rule: Rule.Id,
        message: Message,
        path: (Location.Path ?? []).join('.'),
      }))
      .filter(
        ({ rule, message }) =>
          !falsePositives.some((known) => known.rule === rule && known.message.test(message)),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
