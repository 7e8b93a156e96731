import { createHash } from 'node:crypto';
import type { ServicePlan } from '../model/deployment-plan.js';
import { mainsOf, membersOf, type TaskGroup } from './colocation.js';
import type { Planning } from './planning.js';

/**
 * Gives a task of which a service says `depends_on.restart` a label that changes with the task of the dependency, so
 * that a new revision of the one is a new revision of the other. Where those places are does not count, only what is
 * decided.
 */
export function restartsWith(
  planning: Planning,
  groups: readonly TaskGroup[],
  services: readonly ServicePlan[],
): readonly ServicePlan[] {
  const plans = new Map(services.map((service) => [service.name, service]));
  const mains = mainsOf(groups);
  const asked = new Map(groups.map((group) => [group.main, restartsOf(planning, group, mains)]));
  const labelled = (service: ServicePlan, seen: readonly string[]): ServicePlan => {
    const dependencies = asked.get(service.name) ?? [];
    const labels = [...new Set(dependencies.map(({ task }) => task))]
      .filter((task) => !seen.includes(task))
      .toSorted()
      .flatMap((task): readonly (readonly [string, string])[] => {
        const dependency = plans.get(task);
        return dependency === undefined
          ? []
          : [[`cdk-compose.restarts-with.${task}`, digest(labelled(dependency, [...seen, service.name]))]];
      });
    const [main, ...others] = service.containers;
    const [first] = dependencies;
    if (labels.length === 0 || main === undefined || first === undefined) return service;
    const path = ['services', first.service, 'depends_on'];
    return {
      ...service,
      containers: [
        {
          ...main,
          settings: {
            ...main.settings,
            dockerLabels: { ...main.settings.dockerLabels, ...Object.fromEntries(labels) },
          },
          causes: { dockerLabels: planning.cause(path, 'depends_on with restart'), ...main.causes },
        },
        ...others,
      ],
    };
  };
  return services.map((service) => labelled(service, []));
}

/** The tasks with which one restarts, and the services of it that say so. What `links` implies is not asked for. */
function restartsOf(
  planning: Planning,
  group: TaskGroup,
  mains: ReadonlyMap<string, string>,
): readonly { readonly service: string; readonly task: string }[] {
  return membersOf(group).flatMap((service) =>
    Object.entries(planning.project.services[service]?.depends_on ?? {}).flatMap(
      ([dependency, { restart }]) => {
        const task = mains.get(dependency);
        const isAsked =
          restart === true && planning.isWritten(['services', service, 'depends_on', dependency]);
        return isAsked && task !== undefined && task !== group.main ? [{ service, task }] : [];
      },
    ),
  );
}

function digest(service: ServicePlan): string {
  const decisions = JSON.stringify(service, (key, value: unknown) =>
    key === 'cause' || key === 'causes' ? undefined : value,
  );
  return createHash('sha256').update(decisions).digest('hex').slice(0, 16);
}
