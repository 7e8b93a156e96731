import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import type { StartDependency } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import { lockedImage } from './image-facts.js';
import type { Planning } from './planning.js';
import { taskKind } from './task-kind.js';

/**
 * What must be steady before a service starts: its `depends_on`, with what `links`, `volumes_from` and a shared
 * namespace imply, by the tasks that they run in. Dependencies inside one task are container dependencies and not told
 * here. `mains` has the main service of each one's task.
 */
export function startsAfter(
  planning: Planning,
  name: string,
  mains: ReadonlyMap<string, string>,
): Found<readonly StartDependency[]> {
  const { services } = planning.project;
  const dependencies = Object.entries(services[name]?.depends_on ?? {})
    .filter(([service]) => services[service] !== undefined && mains.get(service) !== mains.get(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  const value = dependencies.map(([service, { condition }]): StartDependency => {
    const { path, because } = origin(planning, name, service, condition);
    return { service, condition, cause: planning.cause(path, because) };
  });
  return found(
    value.map((dependency) => ({
      ...dependency,
      service: mains.get(dependency.service) ?? dependency.service,
    })),
    value.flatMap((dependency) => impossibleWait(planning, name, dependency, mains)),
  );
}

function impossibleWait(
  planning: Planning,
  service: string,
  { service: dependency, condition, cause }: StartDependency,
  mains: ReadonlyMap<string, string>,
): readonly Diagnostic[] {
  const values = { service, dependency };
  if (condition === 'service_healthy' && hasHealthcheck(planning, dependency) === false) {
    return [planning.finding('no-healthcheck-to-wait-for', values, cause.path)];
  }
  if (condition !== 'service_completed_successfully') return [];
  const main = mains.get(dependency) ?? dependency;
  if (main !== dependency)
    return [planning.finding('waits-for-end-in-task', { ...values, main }, cause.path)];
  return taskKind(planning, dependency).value === 'schedule'
    ? [planning.finding('waits-for-schedule', values, cause.path)]
    : [];
}

/** Undefined: not known, because the image's own HEALTHCHECK is not. */
function hasHealthcheck(planning: Planning, name: string): boolean | undefined {
  const check = planning.project.services[name]?.healthcheck;
  if (check?.disable === true || check?.test?.[0] === 'NONE') return false;
  if (check?.test !== undefined) return true;
  const locked = lockedImage(planning, name);
  return locked === undefined ? undefined : locked.config.healthcheck !== undefined;
}

function origin(
  planning: Planning,
  name: string,
  dependency: string,
  condition: StartDependency['condition'],
): { readonly path: ComposePath; readonly because: string } {
  const path = ['services', name, 'depends_on', dependency];
  if (planning.isWritten(path)) return { path, because: `depends_on ${dependency}: ${condition}` };
  const service = planning.project.services[name];
  const link = service?.links?.findIndex((text) => text.split(':')[0] === dependency) ?? -1;
  if (link >= 0) return { path: ['services', name, 'links', link], because: `links ${dependency}` };
  const from = service?.volumes_from?.findIndex((text) => text.split(':')[0] === dependency) ?? -1;
  if (from >= 0)
    return { path: ['services', name, 'volumes_from', from], because: `volumes_from ${dependency}` };
  return { path, because: `depends_on ${dependency}: ${condition}` };
}
