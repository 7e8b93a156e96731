import { hasWayOut } from '../compose/way-out.js';
import type { RoutedLogs, Receiver } from '../keys/logging/routed-logs.js';
import type { Decided } from '../model/deployment-plan.js';
import { membersOf, type TaskGroup } from './colocation.js';
import { namespace } from './discovery.js';
import type { Planning } from './planning.js';
import { taskKind } from './task-kind.js';

/** Where logs are received, or why they cannot be sent there. */
export type FoundReceiver =
  | { readonly kind: 'found'; readonly receiver: Receiver; readonly because: string }
  | { readonly kind: 'unreachable'; readonly because: string; readonly instead: string };

/** What the passes over the whole project found out about names and tasks. */
export interface Reachable {
  readonly groups: readonly TaskGroup[];
  readonly names: Readonly<Record<string, readonly Decided<string>[]>>;
}

type Address = Extract<RoutedLogs['address'], { kind: 'receiver' }>;

/** What a machine calls itself, and what containers call it. */
const MACHINE =
  /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|::1?|(?:host|gateway)\.docker\.internal|172\.17\.0\.1)$/i;

/**
 * Who receives logs at an address. On a laptop Docker itself sends them, so that an address names a port of the
 * machine, and whoever publishes that port receives them; here they come from the task that they are of.
 */
export function findReceiver(
  planning: Planning,
  service: string,
  { host, port, protocol }: Address,
  reachable: Reachable,
): FoundReceiver {
  const isMachine = MACHINE.test(host);
  const at = isMachine ? publisher(planning, port, protocol) : named(planning, host, port, reachable);
  if (at !== undefined) return inProject(planning, service, at, reachable);
  if (isMachine) {
    return {
      kind: 'unreachable',
      because: `no service publishes port ${port} of the machine, where a laptop sends them`,
      instead: 'name the address of what receives them, or add it to the project',
    };
  }
  return hasWayOut(planning.project, service)
    ? { kind: 'found', receiver: { host, port }, because: `to ${host}` }
    : {
        kind: 'unreachable',
        because: `${host} is outside of the project, and the service has no way out`,
        instead: 'let it join a network that is not internal, or name a service of the project',
      };
}

interface ProjectReceiver extends Receiver {
  readonly because: string;
}

function publisher({ project }: Planning, port: number, protocol: string): ProjectReceiver | undefined {
  for (const host of Object.keys(project.services).toSorted()) {
    const found = project.services[host]?.ports?.find(
      (each) => Number(each.published) === port && (each.protocol ?? 'tcp') === protocol,
    );
    if (found !== undefined)
      return { host, port: found.target, because: `service ${host} publishes port ${port} of the machine` };
  }
  return undefined;
}

function named(
  planning: Planning,
  host: string,
  port: number,
  { names }: Reachable,
): ProjectReceiver | undefined {
  const found =
    withAddress(planning, host) ??
    Object.entries(names).find(([, known]) =>
      known.some(({ value }) => value.toLowerCase() === host.toLowerCase()),
    )?.[0];
  return found === undefined ? undefined : { host: found, port, because: `to service ${found}` };
}

/** The service that has a fixed address in one of its networks: what Docker, which knows no names, can send to. */
function withAddress({ project }: Planning, address: string): string | undefined {
  return Object.keys(project.services)
    .toSorted()
    .find((service) =>
      Object.values(project.services[service]?.networks ?? {}).some(
        (network) => network?.ipv4_address === address || network?.ipv6_address === address,
      ),
    );
}

function inProject(
  planning: Planning,
  service: string,
  { host, port, because }: ProjectReceiver,
  { groups, names }: Reachable,
): FoundReceiver {
  const unreachable = (reason: string, instead: string): FoundReceiver => ({
    kind: 'unreachable',
    because: reason,
    instead,
  });
  if (host === service)
    return unreachable(
      'it would send them to itself',
      'leave its own logs to CloudWatch Logs: remove logging',
    );
  if (taskKind(planning, host).value !== 'service')
    return unreachable(`service ${host} does not keep running`, 'name a service that does');
  const own = taskOf(planning, groups, service);
  if (own.members.includes(host)) return { kind: 'found', receiver: { host: '127.0.0.1', port }, because };
  const shared = taskOf(planning, groups, host).networks.some((network) => own.networks.includes(network));
  const label = names[host]?.[0]?.value ?? host;
  return shared
    ? { kind: 'found', receiver: { host: `${label}.${namespace(planning).domain}`, port }, because }
    : unreachable(
        `it shares no network with service ${host}, which receives them`,
        `let it join a network of service ${host}`,
      );
}

/** The services that share a task with a service, and the networks of all of them. */
function taskOf(
  { project }: Planning,
  groups: readonly TaskGroup[],
  service: string,
): { readonly members: readonly string[]; readonly networks: readonly string[] } {
  const members = groups.map(membersOf).find((group) => group.includes(service)) ?? [service];
  const networks = members.flatMap((member) => Object.keys(project.services[member]?.networks ?? {}));
  return { members, networks };
}
