import type { Service } from '../compose/project.js';
import type { ContainerPlan, ImagePlan, ServicePlan } from '../model/deployment-plan.js';
import { membersOf, type TaskGroup } from './colocation.js';
import { containerSettings } from './container-settings.js';
import type { Exposure } from './exposure.js';
import { found, gather, type Found } from './found.js';
import { ecsName } from './identity.js';
import { imageFiles } from './image-files.js';
import { imagePlan } from './image-plan.js';
import { initContainer, type InitWork } from './init-container.js';
import type { LogRoutes } from './log-routes.js';
import type { Planning } from './planning.js';
import { portMappings } from './port-mappings.js';
import type { ConnectedPort } from './connected-ports.js';
import { confidentialSettings } from './secret-values.js';
import { serviceSecrets } from './service-secrets.js';
import { serviceStorage, type ServiceStorage } from './storage.js';
import { taskKind } from './task-kind.js';
import { volumeFilling } from './volume-filling.js';
import { volumesFrom } from './volumes-from.js';

/** The task that a container is part of. */
export interface Task {
  readonly group: TaskGroup;
  readonly kind: ServicePlan['kind']['value'];
  readonly exposures: Readonly<Record<string, Exposure>>;
  readonly logRoutes: LogRoutes;
  /** Ports of the container that Service Connect forwards. */
  readonly connected: readonly ConnectedPort[];
}

/** A service's own container, with those that prepare it, and the task volumes that they mount. */
export function planContainer(
  planning: Planning,
  name: string,
  task: Task,
): Found<{ readonly plans: readonly ContainerPlan[]; readonly storage: Pick<ServiceStorage, 'volumes'> }> {
  const service = planning.project.services[name] as Service;
  const inTask = membersOf(task.group);
  const parts = gather({
    image: imagePlan(planning, name),
    storage: serviceStorage(planning, name, inTask),
    secrets: serviceSecrets(planning, name),
    inherited: volumesFrom(planning, name, inTask),
  });
  const { storage, secrets, inherited } = parts.value;
  const route = task.logRoutes[name];
  const image: ImagePlan = parts.value.image ?? {
    from: 'registry',
    repository: name,
    tag: 'missing',
    digest: undefined,
    cause: planning.cause(['services', name], 'no image'),
  };
  const filling = volumeFilling(planning, name, { image, mounts: storage.mounts });
  const preparing = [
    ...initContainers(planning, name, [secrets.work, filling?.work]),
    ...(filling === undefined ? [] : [filling.container]),
  ];
  const plan: ContainerPlan = {
    name: ecsName(name),
    cause:
      task.group.others.find(({ service: other }) => other === name)?.cause ??
      planning.cause(['services', name], `service ${name}`),
    essential: isEssential(planning, name, task),
    image,
    portMappings: portMappings(planning, name, task.exposures[name], task.connected),
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
      ...preparing.map((container) => ({ container: container.name, condition: 'SUCCESS' as const })),
    ],
    ...withoutVariables(containerSettings(planning, name, task.kind), secrets.names),
    secrets: secrets.variables,
    confidential: confidentialSettings(planning, name),
  };
  const volumes = [...storage.volumes, ...secrets.volumes, ...(filling?.volumes ?? [])];
  return found({ plans: [plan, ...preparing], storage: { volumes } }, parts.diagnostics);
}

/** One for all that has to be done. */
function initContainers(
  planning: Planning,
  service: string,
  works: readonly (InitWork | undefined)[],
): readonly ContainerPlan[] {
  const [first, ...others] = works.flatMap((work) => work ?? []);
  return first === undefined ? [] : [initContainer(planning, service, [first, ...others])];
}

/** Whether the task stops with this container: not, when it runs to its end, nor beside a job's own. */
function isEssential(planning: Planning, name: string, { group, kind }: Task): boolean {
  if (kind !== 'service') return name === group.main;
  return name === group.main || taskKind(planning, name).value === 'service';
}

const CONTAINER_CONDITION = {
  service_started: 'START',
  service_healthy: 'HEALTHY',
  service_completed_successfully: 'SUCCESS',
} as const;

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
