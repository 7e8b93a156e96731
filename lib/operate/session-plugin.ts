import type { ExecSession } from '../aws/ecs.js';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { ChosenTask } from './choose-task.js';
import { taskId } from './choose-task.js';

/** The program that connects a terminal with a session. */
export const sessionPlugin = 'session-manager-plugin';

/** The last version that knows no other place for a session's token than its arguments. */
const lastWithoutVariable = [1, 2, 497, 0];

/** Where later ones read it. */
const variable = 'AWS_SSM_START_SESSION_RESPONSE';

/** What is wrong with the plugin, by what its `--version` prints; undefined: there is none. */
export function pluginProblem(said: string | undefined): Diagnostic | undefined {
  const found = said?.trim();
  const version = (found ?? '').split('.').map(Number);
  const index = version.findIndex((part, at) => part !== lastWithoutVariable[at]);
  const isLater = index >= 0 && (version[index] ?? 0) > (lastWithoutVariable[index] ?? 0);
  return isLater ? undefined : diagnose('session-plugin-missing', { found });
}

/** How the plugin is called for a session of ECS Exec, as the AWS CLI does it, and what it finds in its environment. */
export function pluginCall(
  session: ExecSession,
  { cluster, task: { arn }, container: { runtimeId = '' } }: ChosenTask & { readonly cluster: string },
): {
  readonly argv: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string>>;
} {
  const region = arn.split(':')[3] ?? '';
  const target = `ecs:${cluster.slice(cluster.lastIndexOf('/') + 1)}_${taskId(arn)}_${runtimeId}`;
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return {
    // The fourth is a profile of the AWS CLI: credentials are in the environment or its default ones.
    argv: [
      sessionPlugin,
      variable,
      region,
      'StartSession',
      '',
      JSON.stringify({ Target: target }),
      `https://ssm.${region}.${domain}`,
    ],
    environment: { [variable]: JSON.stringify(session) },
  };
}
