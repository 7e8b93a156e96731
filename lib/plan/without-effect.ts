import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import { autoscaling, capacity } from '../keys/extension/service-keys.js';
import { serviceConnect } from '../keys/extension/traffic-keys.js';
import { membersOf, type TaskGroup } from './colocation.js';
import type { Planning } from './planning.js';
import { statedCount } from './rollout.js';
import { taskKind } from './task-kind.js';

const rolloutKeys: readonly ComposePath[] = [
  ['deploy', 'update_config'],
  ['deploy', 'rollback_config'],
  ['deploy', autoscaling.key],
];
const countKeys: readonly ComposePath[] = [['deploy', 'replicas'], ['scale']];
/** What a task has once, whoever else is in it. */
const taskKeys: readonly ComposePath[] = [...countKeys, ...rolloutKeys, [capacity.key]];
/** What says when a task runs. */
const kindKeys: readonly ComposePath[] = [['x-aws-schedule'], ['x-aws-job']];

/** Keys that mean something to other services, but nothing to one that runs as this does: told, for nothing is dropped in silence. */
export function withoutEffect(planning: Planning, groups: readonly TaskGroup[]): readonly Diagnostic[] {
  const told = (service: string, keys: readonly ComposePath[], because: string) =>
    keys
      .map((key): ComposePath => ['services', service, ...key])
      .filter((path) => planning.isWritten(path))
      .map((path) => planning.finding('key-without-effect', { key: path.join('.'), because }, path));
  return groups.flatMap((group) => {
    const { main, others } = group;
    const kind = taskKind(planning, main).value;
    const once =
      kind === 'service'
        ? []
        : membersOf(group).flatMap((name) =>
            told(
              name,
              [
                ...rolloutKeys,
                ['ports'],
                [serviceConnect.key],
                // A job that asks for several tasks is refused.
                ...(kind === 'schedule' && statedCount(planning, main).value !== 1 ? countKeys : []),
              ],
              kind === 'job'
                ? `'${main}' is a job: one task, which nobody reaches, runs to its end`
                : `the clock starts one task of '${main}', which nobody reaches`,
            ),
          );
    return [
      ...once,
      ...others.flatMap(({ service }) => [
        ...told(service, taskKeys, `'${service}' shares the task of '${main}', which decides it for both`),
        ...told(
          service,
          [...kindKeys, ...jobMode(planning, service)],
          `'${service}' shares the task of '${main}' and runs whenever that starts`,
        ),
      ]),
    ];
  });
}

function jobMode({ project }: Planning, service: string): readonly ComposePath[] {
  return project.services[service]?.deploy?.mode === 'replicated-job' ? [['deploy', 'mode']] : [];
}
