import { createHash } from 'node:crypto';
import type { ServicePlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/**
 * Gives a service that says `depends_on.restart` a label that changes with its dependency, so that a new revision of
 * the one is a new revision of the other. Where those places are does not count, only what is decided.
 */
export function restartsWith(planning: Planning, services: readonly ServicePlan[]): readonly ServicePlan[] {
  const plans = new Map(services.map((service) => [service.name, service]));
  const labelled = (service: ServicePlan, seen: readonly string[]): ServicePlan => {
    const dependencies = planning.project.services[service.name]?.depends_on ?? {};
    const labels = Object.keys(dependencies)
      // What `links` implies is not asked for.
      .filter(
        (name) =>
          dependencies[name]?.restart === true &&
          planning.isWritten(['services', service.name, 'depends_on', name]) &&
          !seen.includes(name),
      )
      .toSorted()
      .flatMap((name): readonly (readonly [string, string])[] => {
        const dependency = plans.get(name);
        return dependency === undefined
          ? []
          : [[`cdk-compose.restarts-with.${name}`, digest(labelled(dependency, [...seen, service.name]))]];
      });
    const [main, ...others] = service.containers;
    if (labels.length === 0 || main === undefined) return service;
    const path = ['services', service.name, 'depends_on'];
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

function digest(service: ServicePlan): string {
  const decisions = JSON.stringify(service, (key, value: unknown) =>
    key === 'cause' || key === 'causes' ? undefined : value,
  );
  return createHash('sha256').update(decisions).digest('hex').slice(0, 16);
}
