import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { ServicePlan, StartDependency } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/**
 * Tasks that wait for each other: services that share tasks may do so though none of them waits for itself, which the
 * loader has made sure of. CloudFormation refuses such a template.
 */
export function taskCycles(planning: Planning, services: readonly ServicePlan[]): readonly Diagnostic[] {
  const waits = new Map(services.map(({ name, startsAfter }) => [name, startsAfter]));
  const done = new Set<string>();
  const search = (task: string, way: readonly Step[]): readonly Diagnostic[] => {
    const begin = way.findIndex((step) => step.task === task);
    const [first, ...rest] = begin < 0 ? [] : way.slice(begin);
    if (first !== undefined) {
      const tasks = [first, ...rest].map((step) => step.task);
      return [planning.finding('tasks-wait-for-each-other', { tasks }, first.dependency.cause.path)];
    }
    if (done.has(task)) return [];
    const found = (waits.get(task) ?? []).flatMap((dependency) =>
      search(dependency.service, [...way, { task, dependency }]),
    );
    done.add(task);
    return found;
  };
  return services.flatMap(({ name }) => search(name, []));
}

/** A task, and for what it waits. */
interface Step {
  readonly task: string;
  readonly dependency: StartDependency;
}
