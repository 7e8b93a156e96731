import { createHash } from 'node:crypto';
import type { ShapeOf } from '../keys/extension/shape.js';
import type { route } from '../keys/extension/port-keys.js';

type StatedRoute = ShapeOf<(typeof route)['shape']>[number];

/** What a rule of a listener matches. */
export interface Route {
  /** Any of these; empty: every host. */
  readonly hosts: readonly string[];
  /** Any of these, as a load balancer writes them; empty: every path. */
  readonly paths: readonly string[];
  /** The listener's port, where the route states it. */
  readonly port: number | undefined;
  /** Where the route states it. */
  readonly priority: number | undefined;
}

/** Values of conditions that one rule takes: a quota of Elastic Load Balancing. */
export const MOST_CONDITION_VALUES = 5;

/** A route as `x-aws-route` writes it: a path without a wildcard stands for itself and for all below it. */
export function routeOf(stated: StatedRoute, domains: readonly string[]): Route {
  const { host, path, port, priority } = typeof stated === 'string' ? splitRoute(stated) : stated;
  return {
    hosts: (host ?? domains).filter((name) => name !== '*'),
    paths: (path ?? []).flatMap(patternsOf),
    port,
    priority,
  };
}

function splitRoute(text: string): Exclude<StatedRoute, string> {
  const slash = text.indexOf('/');
  if (slash === 0) return { path: [text] };
  return slash < 0 ? { host: [text] } : { host: [text.slice(0, slash)], path: [text.slice(slash)] };
}

function patternsOf(path: string): readonly string[] {
  if (/[*?]/.test(path)) return path === '/*' || path === '*' ? [] : [path];
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? [] : [trimmed, `${trimmed}/*`];
}

/** Of a listener's 50000 priorities: classes of routes, the more specific before the others. */
const CLASSES = [
  { host: 'exact', lengths: 40, slots: 280 },
  { host: 'wildcard', lengths: 20, slots: 100 },
  { host: 'any', lengths: 50, slots: 480 },
] as const;
/** Routes of hosts alone, which have their own: exact ones never overlap, so that they may have many. */
const HOST_SLOTS = { exact: 9800, wildcard: 3000 } as const;

/**
 * The priority of a rule, from what it matches alone: it stays what it is while other rules come and go. A route of a
 * longer path comes before one of a shorter, an exact host before a wildcard, a wildcard before none.
 */
export function priorityOf({ hosts, paths, priority }: Omit<Route, 'port'>): number {
  if (priority !== undefined) return priority;
  const kind = hosts.length === 0 ? 'any' : hosts.some((host) => /[*?]/.test(host)) ? 'wildcard' : 'exact';
  const shortest =
    paths.length === 0 ? 0 : Math.min(...paths.map((path) => path.split(/[*?]/)[0]?.length ?? 0));
  const hash = createHash('sha256')
    .update(JSON.stringify([hosts, paths]))
    .digest()
    .readUInt32BE(0);
  let start = 1;
  for (const { host, lengths, slots } of CLASSES) {
    if (host === kind && paths.length > 0) {
      const longerFirst = lengths - Math.min(lengths, Math.max(1, shortest));
      return start + longerFirst * slots + (hash % slots);
    }
    start += lengths * slots;
  }
  if (kind === 'exact') return start + (hash % HOST_SLOTS.exact);
  return start + HOST_SLOTS.exact + (hash % HOST_SLOTS.wildcard);
}

/** A construct id for the rule. What states its priority is known by it, so that two never claim it at once. */
export function routeName(service: string, { hosts, paths, priority }: Omit<Route, 'port'>): string {
  if (priority !== undefined) return `Priority${priority}`;
  const digest = createHash('sha256')
    .update(JSON.stringify([hosts, paths]))
    .digest('hex')
    .slice(0, 8);
  return `${service}-${digest}`;
}
