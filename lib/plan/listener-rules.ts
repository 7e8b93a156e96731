import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { RoutePlan } from '../model/deployment-plan.js';
import type { PublishedPort, StatedRoute } from './exposure.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';
import { MOST_CONDITION_VALUES, priorityOf, routeName } from './routes.js';
import type { Targets } from './targets.js';

/** The rules of a listener by priority: each route of the ports behind it, where no other has its requests. */
export function listenerRules(
  planning: Planning,
  ports: readonly PublishedPort[],
  targets: Targets,
): Found<readonly RoutePlan[]> {
  const diagnostics: Diagnostic[] = [];
  const plans: RoutePlan[] = [];
  for (const port of ports)
    for (const route of port.routes) {
      const target = targets.get(port);
      if (target === undefined) continue;
      const plan: RoutePlan = {
        name: routeName(port.service, route),
        priority: priorityOf(route),
        hosts: route.hosts,
        paths: route.paths.length + route.hosts.length === 0 ? ['*'] : route.paths,
        target,
        cause: planning.cause(route.path, sayRoute(route)),
      };
      const { service } = port;
      const count = route.hosts.length + route.paths.length;
      if (count > MOST_CONDITION_VALUES) {
        const values = { service, count, most: MOST_CONDITION_VALUES };
        diagnostics.push(planning.finding('route-too-long', values, route.path));
      }
      const same = plans.find((other) => sharedMatch(other, plan) !== undefined);
      const rival = same ?? plans.find(({ priority }) => priority === plan.priority);
      const isRepeated = same?.target.service === target.service && same.target.group === target.group;
      if (rival !== undefined && !isRepeated) {
        const match = same === undefined ? undefined : sharedMatch(same, plan);
        const values = { service, other: rival.target.service, priority: plan.priority, match };
        diagnostics.push(planning.finding('route-taken', values, route.path));
      }
      // The same requests for the same target need no second rule, if it matches nothing more.
      if (
        rival === undefined ||
        (isRepeated && !matchesOf(plan).every((one) => matchesOf(rival).includes(one)))
      )
        plans.push(plan);
    }
  return found(
    plans.toSorted((a, b) => a.priority - b.priority),
    diagnostics,
  );
}

/** What two rules both match, as people write it; of wildcards only those that are written alike. */
function sharedMatch(one: RoutePlan, other: RoutePlan): string | undefined {
  const theirs = matchesOf(other);
  return matchesOf(one).find((match) => theirs.includes(match));
}

function matchesOf({ hosts, paths }: RoutePlan): readonly string[] {
  const names = hosts.length === 0 ? [''] : hosts.map((host) => host.toLowerCase());
  const ends = paths.length === 0 ? [''] : paths;
  return names.flatMap((host) => ends.map((path) => `${host}${path}`));
}

function sayRoute({ hosts, paths, path }: StatedRoute): string {
  const key = String(path.at(-1));
  return `${key} ${hosts.join(', ')}${paths[0] ?? ''}`.trimEnd();
}
