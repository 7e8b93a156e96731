import type { Service } from '../compose/project.js';
import type { Cause } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/** Services that run in one task, because they share what only containers of one task share. */
export interface TaskGroup {
  /** The service whose namespaces or volumes the others use: the task is named after it. */
  readonly main: string;
  /** The others, sorted, with what puts them there. */
  readonly others: readonly { readonly service: string; readonly cause: Cause }[];
}

/**
 * Which services share a task: those that use another's network, process or IPC namespace (`service:x`) and those that
 * mount another's volumes. Every service is in one group; most are alone.
 */
export function taskGroups(planning: Planning): readonly TaskGroup[] {
  const names = Object.keys(planning.project.services).toSorted();
  const leaders = new Map(names.map((name) => [name, leaderOf(planning, name)]));
  const root = (name: string, seen: ReadonlySet<string> = new Set()): string => {
    const leader = leaders.get(name)?.service;
    return leader === undefined || seen.has(leader) ? name : root(leader, new Set([...seen, name]));
  };
  const led = names.flatMap((service) => {
    const leader = leaders.get(service);
    return leader === undefined ? [] : [{ main: root(service), service, cause: leader.cause }];
  });
  return names
    .filter((name) => root(name) === name)
    .map((main) => ({
      main,
      others: led
        .filter((one) => one.main === main && one.service !== main)
        .map(({ service, cause }) => ({ service, cause })),
    }));
}

/** The services of a group, the main one first. */
export function membersOf({ main, others }: TaskGroup): readonly [string, ...string[]] {
  return [main, ...others.map(({ service }) => service)];
}

/** By service, the main one of its task, after which the ECS service is named. */
export function mainsOf(groups: readonly TaskGroup[]): ReadonlyMap<string, string> {
  return new Map(groups.flatMap((group) => membersOf(group).map((name) => [name, group.main])));
}

function leaderOf(
  planning: Planning,
  name: string,
): { readonly service: string; readonly cause: Cause } | undefined {
  const service = planning.project.services[name] as Service;
  for (const key of ['network_mode', 'pid', 'ipc'] as const) {
    const shared = /^service:(.+)$/.exec(service[key] ?? '')?.[1];
    if (shared !== undefined && shared !== name && planning.project.services[shared] !== undefined) {
      return { service: shared, cause: planning.cause(['services', name, key], `${key} service:${shared}`) };
    }
  }
  for (const [index, text] of (service.volumes_from ?? []).entries()) {
    const source = text.split(':')[0] ?? '';
    if (source !== name && planning.project.services[source] !== undefined) {
      const path = ['services', name, 'volumes_from', index];
      return { service: source, cause: planning.cause(path, `volumes_from ${text}`) };
    }
  }
  return undefined;
}
