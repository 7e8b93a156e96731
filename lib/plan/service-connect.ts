import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { serviceConnect as key } from '../keys/extension/traffic-keys.js';
import type { Decided, ServiceConnectPlan, StartDependency } from '../model/deployment-plan.js';
import { mainsOf, membersOf, type TaskGroup } from './colocation.js';
import { connectedPorts, type ConnectedPort } from './connected-ports.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';
import { endpoints } from './service-connect-endpoints.js';
import { serviceConnectFindings } from './service-connect-findings.js';
import { taskKind } from './task-kind.js';

/** What Service Connect makes of one task. */
export interface Connection {
  readonly plan: ServiceConnectPlan;
  /** The services whose endpoints must be there when its tasks start: ECS tells a task of no later ones. */
  readonly startsAfter: readonly StartDependency[];
  /** By service of the task. */
  readonly ports: Readonly<Record<string, readonly ConnectedPort[]>>;
}

/** By the main service of a task; a task that is not in it has names of DNS alone. */
export type Connections = Readonly<Record<string, Connection>>;

/**
 * Which services are reached through ECS Service Connect, and by which others: those that share a network with them and
 * can start after them. Whatever starts before them, jobs and schedules reach them by DNS, which goes on as it was.
 */
export function serviceConnect(
  planning: Planning,
  groups: readonly TaskGroup[],
  names: Readonly<Record<string, readonly Decided<string>[]>>,
): Found<Connections> {
  const kept = groups.filter(({ main }) => taskKind(planning, main).value === 'service');
  const askingOf = (group: TaskGroup) => membersOf(group).filter((name) => isAsked(planning, name) === true);
  const servers = kept.filter((group) => askingOf(group).length > 0);
  const clients = kept.filter(
    (group) =>
      askingOf(group).length === 0 &&
      membersOf(group).every((name) => isAsked(planning, name) === undefined) &&
      servers.some((server) => shareNetwork(planning, group, server)),
  );
  const order = startOrder(planning, groups);
  const connections: Record<string, Connection> = {};
  const diagnostics: Diagnostic[] = [];
  const becauseOf = (server: TaskGroup) => {
    const [name = server.main] = askingOf(server);
    return planning.cause(pathOf(name), `${key.key} of ${name}`);
  };
  for (const group of [...servers, ...clients]) {
    const isServer = servers.includes(group);
    const reached = servers.filter(
      (server) =>
        server !== group &&
        shareNetwork(planning, group, server) &&
        // Of two that are reached, only what the Compose file says orders one after the other.
        (isServer ? order.isAfter(group.main, server.main) : order.put(group.main, server.main)),
    );
    const [first = group] = isServer ? [group] : reached;
    if (!isServer && reached.length === 0) continue;
    const asking = askingOf(group);
    connections[group.main] = {
      plan: {
        cause: becauseOf(first),
        endpoints: asking.flatMap((name) => endpoints(planning, name, names)),
        reaches: reached.map((server) => ({ value: server.main, cause: becauseOf(server) })),
      },
      startsAfter: reached.map((server) => ({
        service: server.main,
        condition: 'service_started',
        cause: becauseOf(server),
      })),
      ports: Object.fromEntries(asking.map((name) => [name, connectedPorts(planning, name)])),
    };
  }
  for (const server of servers) {
    const isReached = Object.values(connections).some(({ plan }) =>
      plan.reaches.some(({ value }) => value === server.main),
    );
    for (const service of askingOf(server)) {
      diagnostics.push(...serviceConnectFindings(planning, service));
      if (!isReached) {
        diagnostics.push(planning.finding('service-connect-without-clients', { service }, pathOf(service)));
      }
    }
  }
  return found(connections, diagnostics);
}

/** Undefined: nothing is stated. */
function isAsked(planning: Planning, name: string): boolean | undefined {
  const asked = stated(planning.project.services[name], key);
  return asked === undefined ? undefined : asked !== false;
}

function pathOf(name: string): ComposePath {
  return ['services', name, key.key];
}

function shareNetwork(planning: Planning, a: TaskGroup, b: TaskGroup): boolean {
  const networksOf = (group: TaskGroup) =>
    membersOf(group).flatMap((name) => Object.keys(planning.project.services[name]?.networks ?? {}));
  const those = new Set(networksOf(b));
  return networksOf(a).some((network) => those.has(network));
}

/** Which tasks start after which, as `depends_on` has it and as more is put in order. */
function startOrder(planning: Planning, groups: readonly TaskGroup[]) {
  const mains = mainsOf(groups);
  const before = new Map(
    groups.map((group): [string, Set<string>] => [
      group.main,
      new Set(
        membersOf(group).flatMap((name) =>
          Object.keys(planning.project.services[name]?.depends_on ?? {}).flatMap(
            (dependency) => mains.get(dependency) ?? [],
          ),
        ),
      ),
    ]),
  );
  const isAfter = (task: string, other: string, seen = new Set<string>()): boolean => {
    if (seen.has(task)) return false;
    seen.add(task);
    const earlier = before.get(task) ?? new Set();
    return earlier.has(other) || [...earlier].some((each) => isAfter(each, other, seen));
  };
  return {
    isAfter: (task: string, other: string) => isAfter(task, other),
    /** Whether the one can start after the other: then it does. */
    put: (task: string, other: string): boolean => {
      if (isAfter(other, task)) return false;
      before.get(task)?.add(other);
      return true;
    },
  };
}
