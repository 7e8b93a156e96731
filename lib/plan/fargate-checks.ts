import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ContainerPlan, ServicePlan } from '../model/deployment-plan.js';
import { LOG_ROUTER_PORTS } from './log-router.js';
import type { Planning } from './planning.js';

/** Containers of a task, and bytes of a task definition: fixed quotas of Amazon ECS. */
const MOST_CONTAINERS = 10;
const MOST_BYTES = 64 * 1024;

/** What Fargate would refuse, or never start, although CDK and CloudFormation take it. */
export function fargateChecks(planning: Planning, { name, containers }: ServicePlan): readonly Diagnostic[] {
  const path = ['services', name];
  const diagnostics: Diagnostic[] = [];
  if (containers.length > MOST_CONTAINERS) {
    const values = { service: name, count: containers.length, most: MOST_CONTAINERS };
    diagnostics.push(planning.finding('too-many-containers', values, path));
  }
  const bytes = Buffer.byteLength(JSON.stringify(containers.map(({ settings }) => settings)));
  if (bytes > MOST_BYTES) {
    const values = { service: name, kilobytes: Math.ceil(bytes / 1024) };
    diagnostics.push(planning.finding('task-definition-too-large', values, path));
  }
  return [...diagnostics, ...containers.flatMap((container) => ofContainer(planning, container, containers))];
}

function ofContainer(
  planning: Planning,
  { name, portMappings, dependsOn }: ContainerPlan,
  containers: readonly ContainerPlan[],
): readonly Diagnostic[] {
  const shared = portMappings.flatMap(({ containerPort, cause }) => {
    const earlier = containers
      .slice(
        0,
        containers.findIndex((other) => other.name === name),
      )
      .find((other) => other.portMappings.some((mapping) => mapping.containerPort === containerPort));
    return earlier === undefined
      ? []
      : [
          planning.finding(
            'port-taken-in-task',
            { port: containerPort, service: name, other: earlier.name },
            cause.path,
          ),
        ];
  });
  const router = containers.find(({ logRouter }) => logRouter !== undefined);
  const routed = portMappings.flatMap(({ containerPort: port, cause }) =>
    router === undefined || !LOG_ROUTER_PORTS.includes(port)
      ? []
      : [planning.finding('port-taken-in-task', { port, service: name, other: router.name }, cause.path)],
  );
  const impossible = dependsOn.flatMap(({ container, condition }) => {
    const dependency = containers.find((other) => other.name === container);
    const code =
      condition === 'HEALTHY' && dependency?.settings.healthCheck === undefined
        ? 'no-healthcheck-to-wait-for'
        : condition === 'SUCCESS' && dependency?.essential === true
          ? 'waits-for-end-of-task'
          : undefined;
    const path = ['services', name, 'depends_on', container];
    return code === undefined ? [] : [planning.finding(code, { service: name, dependency: container }, path)];
  });
  return [...shared, ...routed, ...impossible];
}
