import type { Service } from '../compose/project.js';
import type { ContainerPlan, Decided, ServicePlan, StartDependency } from '../model/deployment-plan.js';
import { architecture } from './architecture.js';
import { capacity } from './capacity.js';
import type { TaskGroup } from './colocation.js';
import { containerSettings } from './container-settings.js';
import type { Exposure } from './exposure.js';
import { found, gather, gatherList, type Found } from './found.js';
import { ecsName } from './identity.js';
import { imageFiles } from './image-files.js';
import { imagePlan } from './image-plan.js';
import { portMappings } from './port-mappings.js';
import { logRoute } from './log-route.js';
import { withLogRouter } from './log-router.js';
import { internetAccess, joinedAndVisited, networksOf } from './networks.js';
import type { Planning } from './planning.js';
import { desiredCount, rollout } from './rollout.js';
import { scaling } from './scaling.js';
import { withSearchList } from './search-list.js';
import { confidentialSettings } from './secret-values.js';
import { serviceSecrets } from './service-secrets.js';
import { startsAfter } from './startup.js';
import { serviceStorage, type ServiceStorage } from './storage.js';
import { healthCheckGracePeriod } from './target-health.js';
import { taskKind } from './task-kind.js';
import { exec, taskRole } from './task-role.js';
import { taskSize } from './task-size.js';
import { volumesFrom } from './volumes-from.js';

/** What the passes over the whole project found out about one service. */
export interface ProjectFacts {
  readonly groups: readonly TaskGroup[];
  readonly names: Readonly<Record<string, readonly Decided<string>[]>>;
  readonly exposures: Readonly<Record<string, Exposure>>;
}

/** The plan of one task: its main service and those that share the task. */
export function planService(planning: Planning, group: TaskGroup, facts: ProjectFacts): Found<ServicePlan> {
  const { main } = group;
  const members = membersOf(group);
  const kind = taskKind(planning, main);
  const exposures = members.map((name) => facts.exposures[name]);
  const parts = gather({
    size: taskSize(planning, members),
    architecture: architecture(planning, main),
    rollout: rollout(planning, main),
    networks: gatherList(members.map((name) => networksOf(planning, name))),
    startsAfter: gatherList(
      members.map((name) => outsideDependencies(planning, name, members, facts.groups)),
    ),
    containers: gatherList(
      members.map((name) =>
        container(planning, name, { group, kind: kind.value, exposures: facts.exposures }),
      ),
    ),
    scaling: scaling(
      planning,
      main,
      exposures.flatMap((exposure) => exposure?.published ?? []),
    ),
    exec: exec(planning, main),
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
    capacity: capacity(planning, main),
    pidMode: pidMode(planning, group),
    healthCheckGracePeriod: isBalanced ? healthCheckGracePeriod(planning, main) : undefined,
    ...joinedAndVisited(
      planning,
      firstOfEach(networks.flat(), ({ value }) => value),
    ),
    internet: internetAccess(planning, main),
    unpublished: exposures.flatMap((exposure) => exposure?.unpublished ?? []),
    // Nobody reaches by name what runs once or now and then.
    names: kind.value === 'service' ? members.flatMap((name) => facts.names[name] ?? []) : [],
    startsAfter: firstOfEach(parts.value.startsAfter.flat(), ({ service }) => service),
    taskVolumes: firstOfEach(
      containers.flatMap(({ storage }) => storage.volumes),
      ({ name }) => name,
    ),
  };
  return found(plan, parts.diagnostics);
}

interface Task {
  readonly group: TaskGroup;
  readonly kind: ServicePlan['kind']['value'];
  readonly exposures: ProjectFacts['exposures'];
}

function container(
  planning: Planning,
  name: string,
  task: Task,
): Found<{ readonly plans: readonly ContainerPlan[]; readonly storage: Pick<ServiceStorage, 'volumes'> }> {
  const service = planning.project.services[name] as Service;
  const inTask = membersOf(task.group);
  const parts = gather({
    image: imagePlan(planning, name),
    storage: serviceStorage(planning, name),
    secrets: serviceSecrets(planning, name),
    inherited: volumesFrom(planning, name, inTask),
    route: logRoute(planning, name),
  });
  const { image, storage, secrets, inherited, route } = parts.value;
  const { init } = secrets;
  const plan: ContainerPlan = {
    name: ecsName(name),
    cause:
      task.group.others.find(({ service: other }) => other === name)?.cause ??
      planning.cause(['services', name], `service ${name}`),
    essential: isEssential(planning, name, task),
    image: image ?? {
      from: 'registry',
      repository: name,
      tag: 'missing',
      digest: undefined,
      cause: planning.cause(['services', name], 'no image'),
    },
    portMappings: portMappings(planning, name, task.exposures[name]),
    mounts: [...storage.mounts, ...secrets.mounts],
    ...(inherited.length === 0 ? {} : { volumesFrom: inherited }),
    files: imageFiles(planning, name),
    tmpfs: storage.tmpfs,
    logStreamPrefix: name,
    ...(route === undefined ? {} : { logRoute: route }),
    dependsOn: [
      ...Object.entries(service.depends_on ?? {})
        .filter(([dependency]) => inTask.includes(dependency))
        .map(([dependency, { condition }]) => ({
          container: ecsName(dependency),
          condition: CONTAINER_CONDITION[condition],
        })),
      ...(init === undefined ? [] : [{ container: init.name, condition: 'SUCCESS' as const }]),
    ],
    ...withoutVariables(containerSettings(planning, name, task.kind), secrets.names),
    secrets: secrets.variables,
    confidential: confidentialSettings(planning, name),
  };
  const volumes = [...storage.volumes, ...secrets.volumes];
  return found(
    { plans: init === undefined ? [plan] : [plan, init], storage: { volumes } },
    parts.diagnostics,
  );
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

function membersOf({ main, others }: TaskGroup): readonly [string, ...string[]] {
  return [main, ...others.map(({ service }) => service)];
}

/** Whether the task stops with this container: not, when another waits for its end, nor beside a job's own. */
function isEssential(planning: Planning, name: string, { group, kind }: Task): boolean {
  if (kind !== 'service') return name === group.main;
  return !membersOf(group).some(
    (other) =>
      planning.project.services[other]?.depends_on?.[name]?.condition === 'service_completed_successfully',
  );
}

const CONTAINER_CONDITION = {
  service_started: 'START',
  service_healthy: 'HEALTHY',
  service_completed_successfully: 'SUCCESS',
} as const;

/** Dependencies on other tasks, named by the task's main service. */
function outsideDependencies(
  planning: Planning,
  name: string,
  members: readonly string[],
  groups: readonly TaskGroup[],
): Found<readonly StartDependency[]> {
  const parts = startsAfter(planning, name, new Set(members));
  const taskOf = (service: string) =>
    groups.find(({ others }) => others.some((other) => other.service === service))?.main ?? service;
  return found(
    parts.value.map((dependency) => ({ ...dependency, service: taskOf(dependency.service) })),
    parts.diagnostics,
  );
}

/** Leaves variables out of the plain environment: they are secrets. */
function withoutVariables<T extends Pick<ContainerPlan, 'settings'>>(plan: T, names: readonly string[]): T {
  const { environment, ...settings } = plan.settings;
  if (environment === undefined || names.length === 0) return plan;
  const plain = Object.entries(environment).filter(([name]) => !names.includes(name));
  return {
    ...plan,
    settings: plain.length === 0 ? settings : { ...settings, environment: Object.fromEntries(plain) },
  };
}

function firstOfEach<T>(items: readonly T[], identity: (item: T) => unknown): readonly T[] {
  const seen = new Set<unknown>();
  return items.filter((item) => !seen.has(identity(item)) && seen.add(identity(item)));
}
