import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { DeploymentPlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';
import { statedCount } from './rollout.js';

/** Of one label of a domain name (RFC 1035). */
const LONGEST_LABEL = 63;
const LAST_PORT = 65_535;

/** Instances of one Cloud Map service (AWS Cloud Map quotas). */
const MOST_TASKS = 1000;

/** Values that the Compose Specification takes and that ECS or Cloud Map would refuse (Amazon ECS API Reference). */
export function valueChecks(
  planning: Planning,
  { namespace }: Pick<DeploymentPlan, 'namespace'>,
): readonly Diagnostic[] {
  const [label = ''] = namespace.domain.split('.');
  return [
    ...(label.length > LONGEST_LABEL
      ? [planning.finding('project-name-too-long', { name: label, most: LONGEST_LABEL }, ['name'])]
      : []),
    ...Object.keys(planning.project.services).flatMap((name) => ofService(planning, name)),
  ];
}

function ofService(planning: Planning, service: string): readonly Diagnostic[] {
  const { ports = [], volumes = [], environment, healthcheck } = planning.project.services[service] ?? {};
  const path = ['services', service];
  const count = statedCount(planning, service);
  const crowded =
    count.value > MOST_TASKS
      ? [
          planning.finding(
            'too-many-tasks',
            { service, count: count.value, most: MOST_TASKS },
            count.cause.path,
          ),
        ]
      : [];
  // The loader leaves out a target of 0, as Docker prints it.
  const noPorts = ports.flatMap(({ target }: { readonly target?: number }, index) =>
    target !== undefined && target > 0 && target <= LAST_PORT
      ? []
      : [planning.finding('port-out-of-range', { service, port: target ?? 0 }, [...path, 'ports', index])],
  );
  const relative = volumes.flatMap(({ target }, index) =>
    target === undefined || target.startsWith('/')
      ? []
      : [planning.finding('mount-target-relative', { service, target }, [...path, 'volumes', index])],
  );
  const nameless =
    environment !== undefined && Object.hasOwn(environment, '')
      ? [planning.finding('variable-without-name', { service }, [...path, 'environment'])]
      : [];
  const [form, command = ''] = healthcheck?.test ?? [];
  const runsNothing =
    healthcheck?.disable !== true && form !== undefined && form !== 'NONE' && command.trim() === ''
      ? [planning.finding('healthcheck-runs-nothing', { service }, [...path, 'healthcheck', 'test'])]
      : [];
  return [...crowded, ...noPorts, ...relative, ...nameless, ...runsNothing];
}
