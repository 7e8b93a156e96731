import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { TaskGroup } from './colocation.js';
import type { Exposure } from './exposure.js';
import type { Planning } from './planning.js';
import { taskKind } from './task-kind.js';

/**
 * Services that would keep running on their own, but share the task of a job or schedule: they end with it. One that
 * publishes a port is refused, because no load balancer reaches such a task.
 */
export function endsWithTask(
  planning: Planning,
  { main, others }: TaskGroup,
  exposures: Readonly<Record<string, Exposure>>,
): readonly Diagnostic[] {
  const kind = taskKind(planning, main).value;
  if (kind === 'service') return [];
  return others.flatMap(({ service, cause }) => {
    const values = { service, main, kind };
    if ((exposures[service]?.published.length ?? 0) > 0)
      return [planning.finding('published-by-task-that-ends', values, cause.path)];
    return taskKind(planning, service).value === 'service'
      ? [planning.finding('ends-with-task', values, cause.path)]
      : [];
  });
}
