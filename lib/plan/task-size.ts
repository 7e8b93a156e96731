import type { Service } from '../compose/project.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { Cause, Decided, TaskSize } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import { javaHeap } from './java-heap.js';
import type { LogRoutes } from './log-routes.js';
import { LOG_ROUTER_MEMORY } from './log-router.js';
import type { Planning } from './planning.js';

const GIB = 1024;

/** CPU units and the MiB that Fargate offers with them (Amazon ECS Developer Guide, task definitions for Fargate). */
export const FARGATE_SIZES: readonly { readonly cpu: number; readonly memory: readonly number[] }[] = [
  { cpu: 256, memory: [512, 1024, 2048] },
  { cpu: 512, memory: steps(1, 4, 1) },
  { cpu: 1024, memory: steps(2, 8, 1) },
  { cpu: 2048, memory: steps(4, 16, 1) },
  { cpu: 4096, memory: steps(8, 30, 1) },
  { cpu: 8192, memory: steps(16, 60, 4) },
  { cpu: 16384, memory: steps(32, 120, 8) },
  { cpu: 32768, memory: [60 * GIB, 120 * GIB, 244 * GIB] },
];

const LARGEST: TaskSize = { cpu: 32768, memory: 244 * GIB };
const ASSUMED: TaskSize = { cpu: 512, memory: 1024 };

/** The smallest legal size that has at least this much of both; undefined when Fargate has none. */
export function smallestSize(asked: { readonly cpu: number; readonly memory: number }): TaskSize | undefined {
  for (const { cpu, memory } of FARGATE_SIZES) {
    const enough = cpu < asked.cpu ? undefined : memory.find((offered) => offered >= asked.memory);
    if (enough !== undefined) return { cpu, memory: enough };
  }
  return undefined;
}

/**
 * The task's size: the smallest that covers what its services state together, limits before reservations, or what their
 * Java heaps need. The first service is the task's own; the others share it.
 */
export function taskSize(
  planning: Planning,
  names: readonly [string, ...string[]],
  routes: LogRoutes = {},
  connected?: Cause,
): Found<Decided<TaskSize>> {
  const [first] = names;
  const { services } = planning.project;
  const stated = names.flatMap((name) => requestsOf(name, services[name] as Service));
  const heaps = names.flatMap((name) => requestOfHeap(name, services[name] as Service));
  const router = requestOfLogRouter(names, routes);
  const proxy = requestsOfProxy(stated, connected);
  const asked =
    stated.length > 0 || sum(heaps, 'memory') > ASSUMED.memory
      ? [...stated, ...heaps, ...router, ...proxy]
      : [];
  const cpu = stated.length > 0 ? sum(asked, 'cpu') : ASSUMED.cpu;
  const memory = asked.length > 0 ? sum(asked, 'memory') : ASSUMED.memory;
  const path = asked[0]?.path ?? ['services', first];
  const because = asked.length > 0 ? printRequests(asked) : 'no CPU or memory is stated';
  const size = smallestSize({ cpu, memory });
  const decided = planning.decided(size ?? LARGEST, path, because);
  if (size === undefined) {
    const values = { service: first, vcpu: cpu / 1024, gigabytes: memory / GIB };
    return found(decided, [planning.finding('task-size-too-large', values, path)]);
  }
  if (stated.length > 0) return found(decided);
  const values = { service: first, vcpu: size.cpu / 1024, memory: printMemory(size.memory) };
  return found(decided, [planning.finding('task-size-assumed', values, ['services', first])]);
}

interface Request {
  readonly kind: 'cpu' | 'memory';
  /** CPU units or MiB. */
  readonly amount: number;
  readonly path: ComposePath;
  /** `deploy.resources.limits`, or nothing for a key of the service itself. */
  readonly parent: string;
  /** `memory 512 MB` */
  readonly stated: string;
}

/** `deploy.resources.limits memory 512 MB, cpus 0.25`: each parent once. */
function printRequests(requests: readonly Request[]): string {
  return requests
    .map(({ parent, stated }, index) =>
      parent === '' || requests[index - 1]?.parent === parent ? stated : `${parent} ${stated}`,
    )
    .join(', ');
}

function sum(requests: readonly Request[], kind: Request['kind']): number {
  return requests.reduce((total, request) => total + (request.kind === kind ? request.amount : 0), 0);
}

/** Where no memory is stated, a Java virtual machine needs about as much beside its heap as in it. */
function requestOfHeap(name: string, service: Service): readonly Request[] {
  const heap = javaHeap(name, service);
  if (heap === undefined || requestsOf(name, service).some(({ kind }) => kind === 'memory')) return [];
  const { mebibytes, option, path } = heap;
  return [{ kind: 'memory', amount: 2 * mebibytes, path, parent: '', stated: `${option} of Java, twice` }];
}

function requestOfLogRouter(names: readonly string[], routes: LogRoutes): readonly Request[] {
  const service = names.find((name) => routes[name]?.driver === 'awsfirelens');
  const path = ['services', service ?? '', 'logging'];
  const amount = LOG_ROUTER_MEMORY;
  return service === undefined
    ? []
    : [{ kind: 'memory', amount, path, parent: 'log router', stated: printMemory(amount) }];
}

/**
 * What AWS recommends to add for the proxy (Amazon ECS Developer Guide, Service Connect), to the least CPU of a task
 * where none is stated.
 */
function requestsOfProxy(stated: readonly Request[], connected: Cause | undefined): readonly Request[] {
  if (connected === undefined) return [];
  const { path } = connected;
  const parent = 'Service Connect proxy';
  const [least = { cpu: 0 }] = stated.some(({ kind }) => kind === 'cpu') ? [] : FARGATE_SIZES;
  return [
    { kind: 'memory', amount: 64, path, parent, stated: printMemory(64) },
    { kind: 'cpu', amount: least.cpu + 256, path, parent, stated: 'cpus 0.25' },
  ];
}

function requestsOf(name: string, service: Service): readonly Request[] {
  const { limits, reservations } = service.deploy?.resources ?? {};
  const candidates: readonly (readonly ['cpu' | 'memory', readonly string[], number | string | undefined])[] =
    [
      ['memory', ['deploy', 'resources', 'limits', 'memory'], limits?.memory],
      ['memory', ['mem_limit'], service.mem_limit],
      ['memory', ['deploy', 'resources', 'reservations', 'memory'], reservations?.memory],
      ['memory', ['mem_reservation'], service.mem_reservation],
      ['cpu', ['deploy', 'resources', 'limits', 'cpus'], limits?.cpus],
      ['cpu', ['cpus'], service.cpus],
      ['cpu', ['deploy', 'resources', 'reservations', 'cpus'], reservations?.cpus],
    ];
  return (['memory', 'cpu'] as const).flatMap((kind) => {
    const winner = candidates.find(
      ([of, , value]) => of === kind && value !== undefined && Number(value) > 0,
    );
    if (winner === undefined) return [];
    const [, key, value] = winner;
    const amount =
      kind === 'cpu' ? Math.ceil(Number(value) * 1024) : Math.ceil(Number(value) / (1024 * 1024));
    const stated = `${key.at(-1)} ${kind === 'cpu' ? value : printMemory(amount)}`;
    return [{ kind, amount, path: ['services', name, ...key], parent: key.slice(0, -1).join('.'), stated }];
  });
}

/** `512 MB`, `1 GB`, `1.5 GB`: as AWS prints the sizes of tasks. */
export function printMemory(mebibytes: number): string {
  return mebibytes < GIB ? `${mebibytes} MB` : `${Number((mebibytes / GIB).toFixed(2))} GB`;
}

function steps(from: number, to: number, by: number): readonly number[] {
  return Array.from({ length: (to - from) / by + 1 }, (_, index) => (from + index * by) * GIB);
}
