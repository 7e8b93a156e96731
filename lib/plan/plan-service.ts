import type { Decided, ServicePlan } from '../model/deployment-plan.js';
import { architecture } from './architecture.js';
import { capacity } from './capacity.js';
import { membersOf, type TaskGroup } from './colocation.js';
import { endsWithTask } from './ends-with-task.js';
import type { Exposure } from './exposure.js';
import { found, gather, gatherList, type Found } from './found.js';
import type { LogRoutes } from './log-routes.js';
import { withLogRouter } from './log-router.js';
import { internetAccess, joinedAndVisited, networksOf } from './networks.js';
import { networksOfTask } from './networks-of-task.js';
import { planContainer } from './plan-container.js';
import type { Planning } from './planning.js';
import { desiredCount, rollout } from './rollout.js';
import { scaling } from './scaling.js';
import { withSearchList } from './search-list.js';
import type { Connections } from './service-connect.js';
import { startsAfter } from './startup.js';
import { healthCheckGracePeriod } from './target-health.js';
import { taskDisk } from './task-disk.js';
import { taskKind } from './task-kind.js';
import { exec, taskRole } from './task-role.js';
import { taskSize } from './task-size.js';

/** What the passes over the whole project found out about one service. */
export interface ProjectFacts {
  /** By service, the main one of its task. */
  readonly mains: ReadonlyMap<string, string>;
  readonly names: Readonly<Record<string, readonly Decided<string>[]>>;
  readonly exposures: Readonly<Record<string, Exposure>>;
  readonly logRoutes: LogRoutes;
  readonly connections: Connections;
}

/** The plan of one task: its main service and those that share the task. */
export function planService(planning: Planning, group: TaskGroup, facts: ProjectFacts): Found<ServicePlan> {
  const { main } = group;
  const members = membersOf(group);
  const kind = taskKind(planning, main);
  const exposures = members.map((name) => facts.exposures[name]);
  const connection = facts.connections[main];
  const parts = gather({
    size: taskSize(planning, members, facts.logRoutes, connection?.plan.cause),
    disk: taskDisk(planning, members),
    architecture: architecture(planning, main),
    rollout: rollout(planning, members),
    networks: networksOf(planning, members),
    startsAfter: gatherList(members.map((name) => startsAfter(planning, name, facts.mains))),
    containers: gatherList(
      members.map((name) =>
        planContainer(planning, name, {
          group,
          kind: kind.value,
          connected: connection?.ports[name] ?? [],
          ...facts,
        }),
      ),
    ),
    scaling: scaling(
      planning,
      members,
      exposures.flatMap((exposure) => exposure?.published ?? []),
    ),
    exec: exec(planning, main),
    capacity: capacity(planning, main),
  });
  const { containers, networks, ...decided } = parts.value;
  const isBalanced = exposures.some((exposure) => (exposure?.published.length ?? 0) > 0);
  const plan: ServicePlan = {
    name: main,
    kind,
    ...decided,
    containers: withSearchList(
      planning,
      members,
      withLogRouter(
        planning,
        main,
        kind.value,
        containers.flatMap(({ plans }) => plans),
      ),
    ),
    desiredCount: desiredCount(planning, main),
    taskRole: taskRole(planning, members),
    pidMode: pidMode(planning, group),
    healthCheckGracePeriod: isBalanced ? healthCheckGracePeriod(planning, members) : undefined,
    ...joinedAndVisited(planning, networks),
    internet: internetAccess(planning, members),
    ...(connection === undefined ? {} : { serviceConnect: connection.plan }),
    unpublished: exposures.flatMap((exposure) => exposure?.unpublished ?? []),
    // Nobody reaches by name what runs once or now and then.
    names:
      kind.value === 'service'
        ? firstOfEach(
            members.flatMap((name) => facts.names[name] ?? []),
            ({ value }) => value,
          )
        : [],
    startsAfter: firstOfEach(
      [...parts.value.startsAfter.flat(), ...(connection?.startsAfter ?? [])],
      ({ service }) => service,
    ),
    taskVolumes: firstOfEach(
      containers.flatMap(({ storage }) => storage.volumes),
      ({ name }) => name,
    ),
  };
  return found(plan, [
    ...parts.diagnostics,
    ...endsWithTask(planning, group, facts.exposures),
    ...networksOfTask(planning, group),
  ]);
}

function pidMode(planning: Planning, { others }: TaskGroup): ServicePlan['pidMode'] {
  const sharing = others.find(({ service }) =>
    planning.project.services[service]?.pid?.startsWith('service:'),
  )?.service;
  return sharing === undefined
    ? undefined
    : planning.decided(
        'task',
        ['services', sharing, 'pid'],
        `pid ${planning.project.services[sharing]?.pid}`,
      );
}

function firstOfEach<T>(items: readonly T[], identity: (item: T) => unknown): readonly T[] {
  const seen = new Set<unknown>();
  return items.filter((item) => !seen.has(identity(item)) && seen.add(identity(item)));
}
