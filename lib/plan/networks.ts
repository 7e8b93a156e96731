import { hasWayOut } from '../compose/way-out.js';
import type { Cause, Decided, NetworkPlan } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';

/** Security groups that one network interface takes, less the service's own. */
const MOST_GROUPS = 4;

/** The Compose networks with services of the plan on them: a security group each. */
export function networks(planning: Planning): readonly NetworkPlan[] {
  const { project } = planning;
  return Object.keys(project.networks ?? {})
    .toSorted()
    .map((name) => {
      const members = Object.keys(project.services)
        .filter((service) => project.services[service]?.networks?.[name] !== undefined)
        .toSorted();
      const network = project.networks?.[name];
      const path = ['networks', name];
      const cause: Cause = planning.isWritten(path)
        ? planning.cause(path, network?.internal === true ? `network ${name}, internal` : `network ${name}`)
        : planning.cause(['services'], 'services state no networks');
      return {
        name,
        internal: network?.internal === true,
        existing: existingSecurityGroup(planning, name),
        members,
        cause,
      };
    });
}

/** The id of a security group that is not ours to make: from the bindings, or the name of an external network. */
export function existingSecurityGroup(planning: Planning, network: string): string | undefined {
  const bound = planning.bindings.networks?.[network]?.securityGroup;
  if (bound !== undefined) return bound;
  const written = planning.project.networks?.[network];
  const stated = written?.['x-aws-securitygroup'];
  if (typeof stated === 'string') return stated;
  const name: string | undefined = written?.name;
  return written?.external === true && name?.startsWith('sg-') === true ? name : undefined;
}

/**
 * Which of its networks a task joins and which it has no room for: the first four by name are joined, after those of
 * others, to whose groups no rules are ours to add.
 */
export function joinedAndVisited(
  planning: Planning,
  all: readonly Decided<string>[],
): { readonly networks: readonly Decided<string>[]; readonly visits: readonly Decided<string>[] } {
  const ours = ({ value }: Decided<string>) => Number(existingSecurityGroup(planning, value) === undefined);
  const order = all.toSorted((a, b) => ours(a) - ours(b) || (a.value < b.value ? -1 : 1));
  const joined = new Set(order.filter((one, index) => index < MOST_GROUPS || ours(one) === 0));
  return { networks: all.filter((one) => joined.has(one)), visits: all.filter((one) => !joined.has(one)) };
}

/** The networks that a task joins: those of its services, each once. */
export function networksOf(
  planning: Planning,
  members: readonly [string, ...string[]],
): Found<readonly Decided<string>[]> {
  const value = new Map<string, Decided<string>>();
  for (const name of members)
    for (const network of Object.keys(planning.project.services[name]?.networks ?? {}).toSorted()) {
      const path = ['services', name, 'networks', network];
      const decided = planning.isWritten(path)
        ? planning.decided(network, path, `networks ${network}`)
        : planning.decided(network, ['services', name], 'no networks are stated');
      if (!value.has(network)) value.set(network, decided);
    }
  const [service] = members;
  const foreign = [...value.keys()].filter(
    (network) => existingSecurityGroup(planning, network) !== undefined,
  );
  return found(
    [...value.values()],
    foreign.length > MOST_GROUPS
      ? [
          planning.finding('too-many-networks', { service, count: foreign.length, most: MOST_GROUPS }, [
            'services',
            service,
            'networks',
          ]),
        ]
      : [],
  );
}

/** Whether a task has a way out: not, when all networks of its services are internal or they have none. */
export function internetAccess(
  planning: Planning,
  members: readonly [string, ...string[]],
): Decided<boolean> {
  const [main] = members;
  const open = members.find((name) => hasWayOut(planning.project, name));
  if (open !== undefined) {
    return planning.decided(true, ['services', open], 'not all its networks are internal');
  }
  const [closed] = Object.keys(planning.project.services[main]?.networks ?? {}).toSorted();
  return closed === undefined
    ? planning.decided(false, ['services', main, 'network_mode'], 'network_mode none')
    : planning.decided(false, ['networks', closed, 'internal'], `network ${closed} is internal`);
}
