import { hasWayOut } from '../compose/way-out.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { membersOf, type TaskGroup } from './colocation.js';
import type { Planning } from './planning.js';

/**
 * A task has one network interface: services that share it without sharing a network in Compose join each other's
 * networks, and those that are on internal networks alone get the way out that another has.
 */
export function networksOfTask(planning: Planning, group: TaskGroup): readonly Diagnostic[] {
  const members = membersOf(group);
  const { project } = planning;
  const networks = new Set(members.flatMap((name) => networkNames(planning, name)));
  const isOpen = members.some((name) => hasWayOut(project, name));
  return members.flatMap((service) => {
    const { network_mode: mode } = project.services[service] ?? {};
    if (mode?.startsWith('service:') === true) return [];
    const own = networkNames(planning, service);
    const joined = [...networks].filter((name) => !own.includes(name)).toSorted();
    const getsOut = isOpen && !hasWayOut(project, service);
    if (joined.length === 0 && !getsOut) return [];
    const others = members.filter((name) => name !== service);
    const path = ['services', service, mode === undefined ? 'networks' : 'network_mode'];
    return [planning.finding('networks-of-task', { service, others, joined, getsOut }, path)];
  });
}

function networkNames({ project }: Planning, service: string): readonly string[] {
  return Object.keys(project.services[service]?.networks ?? {});
}
