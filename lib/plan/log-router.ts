import { logRouterImage } from '../compose/log-router.js';
import { hasWayOut } from '../compose/way-out.js';
import type { Cause, ContainerPlan, ImagePlan, ServicePlan } from '../model/deployment-plan.js';
import { ecsName } from './identity.js';
import { ownRepository } from './image-plan.js';
import type { Planning } from './planning.js';

/** MiB: what Fluent Bit rarely exceeds, and as much again for lines that wait for a slow receiver. */
export const LOG_ROUTER_MEMORY = 100;

/** Ports that Fluent Bit listens on in the task: lines, the health check of ECS, and its own. */
export const LOG_ROUTER_PORTS: readonly number[] = [24_224, 8877, 2020];

/**
 * The containers of a task, the main one first, with a log router if one of them sends its logs through it; all of them
 * share it. The router starts before them, and is ready before a job or a schedule starts. If it ends, the task ends, as
 * nobody would notice that logs are missing; beside a job, the job alone decides.
 */
export function withLogRouter(
  planning: Planning,
  main: string,
  kind: ServicePlan['kind']['value'],
  containers: readonly ContainerPlan[],
): readonly ContainerPlan[] {
  const routed = containers.filter(({ logRoute }) => logRoute?.driver === 'awsfirelens');
  const cause = routed[0]?.logRoute?.cause;
  if (cause === undefined) return containers;
  const name = ecsName(
    planning.project.services['log-router'] === undefined ? 'log-router' : `${main}/log-router`,
  );
  // What ends at once would be gone before its lines are received.
  const wait = { container: name, condition: kind === 'service' ? 'START' : 'HEALTHY' } as const;
  const waiting = containers.map((container) =>
    routed.includes(container) ? { ...container, dependsOn: [...container.dependsOn, wait] } : container,
  );
  return [...waiting, router(planning, main, { name, cause, essential: kind === 'service' })];
}

function router(
  planning: Planning,
  main: string,
  own: Pick<ContainerPlan, 'name' | 'cause' | 'essential'>,
): ContainerPlan {
  return {
    ...own,
    image: routerImage(planning, main, own.cause),
    portMappings: [],
    mounts: [],
    tmpfs: [],
    files: [],
    logStreamPrefix: `${main}-log-router`,
    logRouter: {
      // Answers at /api/v1/uptime, and counts what outputs could not send.
      configFile: '/fluent-bit/configs/output-metrics-healthcheck.conf',
      memory: LOG_ROUTER_MEMORY,
    },
    dependsOn: [],
    settings: {
      user: '0',
      // A task is healthy only when each of its essential containers is known to be.
      healthCheck: {
        command: ['CMD-SHELL', 'curl -sf http://127.0.0.1:2020/api/v1/uptime || exit 1'],
        interval: 10,
        timeout: 5,
        retries: 3,
        startPeriod: 30,
      },
    },
    causes: {},
    secrets: [],
  };
}

function routerImage({ project, images, bindings }: Planning, service: string, cause: Cause): ImagePlan {
  const image = images[logRouterImage];
  const isOurs = !hasWayOut(project, service);
  const origin = image?.repository ?? '';
  return {
    from: isOurs ? 'ecr' : 'registry',
    ...(isOurs ? { ...ownRepository(project.name, bindings), copyOf: origin } : { repository: origin }),
    tag: image?.tag ?? 'missing',
    digest: image?.digest,
    cause,
  };
}
