import { containersOf, resourceRule, type Objection, type Rule } from '../rule.js';
import type { Resource } from '../deployment.js';
import { get, isRecord, list, number, repeated, text } from '../json.js';

const parameters = 'Amazon ECS task definition parameters for Fargate';

const range = (from: number, to: number, by: number) =>
  Array.from({ length: (to - from) / by + 1 }, (_, index) => from + index * by);

/** CPU units to the MiB of memory that may go with them. */
const sizes: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, 1024, 2048]],
  [512, range(1024, 4096, 1024)],
  [1024, range(2048, 8192, 1024)],
  [2048, range(4096, 16384, 1024)],
  [4096, range(8192, 30720, 1024)],
  [8192, range(16384, 61440, 4096)],
  [16384, range(32768, 122880, 8192)],
  [32768, [61440, 122880, 249856]],
]);

function taskRule(id: string, page: string, check: (task: Resource) => Iterable<Objection>): Rule {
  return resourceRule('AWS::ECS::TaskDefinition', { id, page }, check);
}

export const taskDefinitionRules: readonly Rule[] = [
  taskRule('task-size', `${parameters}: Task size`, function* ({ properties }) {
    const [cpu, memory] = [number(get(properties, 'Cpu')), number(get(properties, 'Memory'))];
    if (cpu === undefined || memory === undefined)
      yield ['Cpu', 'a Fargate task states its CPU and its memory'];
    else if (!sizes.has(cpu)) yield ['Cpu', `${cpu} CPU units are no Fargate size`];
    else if (!sizes.get(cpu)?.includes(memory))
      yield ['Memory', `${memory} MiB do not go with ${cpu} CPU units`];
  }),
  taskRule('container-count', 'Amazon ECS service quotas', function* (task) {
    const { length } = containersOf(task);
    if (length > 10) yield ['ContainerDefinitions', `${length} containers; a task has at most 10`];
    if (length === 0) yield ['ContainerDefinitions', 'a task has at least one container'];
  }),
  taskRule('container-names', `${parameters}: Container definitions`, function* (task) {
    for (const { name, index } of containersOf(task))
      if (!/^[A-Za-z0-9_-]{1,255}$/.test(name))
        yield [
          `ContainerDefinitions.${index}.Name`,
          `'${name}' is no container name: 255 of A-Z, a-z, 0-9, _ and -`,
        ];
    for (const twice of repeated(containersOf(task).map(({ name }) => name)))
      yield ['ContainerDefinitions', `two containers are called '${twice}'`];
  }),
  taskRule('essential-container', `${parameters}: Container definitions`, function* (task) {
    if (containersOf(task).every(({ value }) => get(value, 'Essential') === false))
      yield ['ContainerDefinitions', 'no container is essential; a task has at least one'];
  }),
  taskRule('family-name', parameters, function* ({ properties }) {
    const family = text(get(properties, 'Family'));
    if (family !== undefined && !/^[A-Za-z0-9_-]{1,255}$/.test(family))
      yield ['Family', `'${family}' is no family name`];
  }),
  taskRule('volume-names', 'Volume (Amazon ECS API Reference)', function* ({ properties }) {
    const names = list(get(properties, 'Volumes')).map((volume) => text(get(volume, 'Name')) ?? '');
    for (const [index, name] of names.entries())
      if (!/^[A-Za-z0-9_-]{1,255}$/.test(name))
        yield [`Volumes.${index}.Name`, `'${name}' is no volume name`];
    for (const name of repeated(names)) yield ['Volumes', `two volumes are called '${name}'`];
  }),
  taskRule('one-volume-at-launch', 'Volume (Amazon ECS API Reference)', function* ({ properties }) {
    const atLaunch = list(get(properties, 'Volumes')).filter(
      (volume) => get(volume, 'ConfiguredAtLaunch') === true,
    );
    if (atLaunch.length > 1)
      yield ['Volumes', `${atLaunch.length} volumes are configured at launch; a task has one`];
  }),
  taskRule('ephemeral-storage', 'EphemeralStorage (Amazon ECS API Reference)', function* ({ properties }) {
    if (get(properties, 'EphemeralStorage') === undefined) return;
    const size = number(get(properties, 'EphemeralStorage', 'SizeInGiB')) ?? 0;
    if (size < 21 || size > 200)
      yield ['EphemeralStorage.SizeInGiB', `${size} GiB; what can be asked for is 21 to 200`];
  }),
  taskRule('task-definition-size', 'Amazon ECS service quotas', function* ({ properties }) {
    const size = Buffer.byteLength(JSON.stringify(properties));
    if (size > 65_536)
      yield ['ContainerDefinitions', `the task definition has ${size} bytes; the limit is 64 KiB`];
  }),
  taskRule('operating-system', `${parameters}: Runtime platform`, function* ({ properties }) {
    const platform = get(properties, 'RuntimePlatform');
    if (get(properties, 'PidMode') === 'task' && text(get(platform, 'OperatingSystemFamily')) !== 'LINUX')
      yield ['RuntimePlatform', 'PidMode task is for Linux, which the task definition does not state'];
    if (isRecord(platform) && !['X86_64', 'ARM64', undefined].includes(text(platform['CpuArchitecture'])))
      yield ['RuntimePlatform.CpuArchitecture', 'the architecture is X86_64 or ARM64'];
  }),
  taskRule('container-memory', `${parameters}: Memory`, function* (task) {
    const total = number(get(task.properties, 'Memory')) ?? Infinity;
    let reserved = 0;
    for (const { name, index, value } of containersOf(task)) {
      const limit = number(get(value, 'Memory'));
      const reservation = number(get(value, 'MemoryReservation'));
      reserved += reservation ?? limit ?? 0;
      const at = `ContainerDefinitions.${index}`;
      if ((limit ?? 0) > total)
        yield [`${at}.Memory`, `container '${name}' may use ${limit} MiB of a task of ${total}`];
      if ((limit ?? 6) < 6) yield [`${at}.Memory`, `container '${name}' has ${limit} MiB; the least is 6`];
      if (limit !== undefined && (reservation ?? 0) > limit)
        yield [`${at}.MemoryReservation`, `container '${name}' reserves more than its limit`];
    }
    if (reserved > total) yield ['Memory', `the containers reserve ${reserved} MiB of a task of ${total}`];
  }),
  taskRule('container-cpu', `${parameters}: Task size`, function* (task) {
    const total = number(get(task.properties, 'Cpu')) ?? Infinity;
    const wanted = containersOf(task).reduce((sum, { value }) => sum + (number(get(value, 'Cpu')) ?? 0), 0);
    if (wanted > total) yield ['Cpu', `the containers want ${wanted} CPU units of a task of ${total}`];
  }),
  taskRule('ports', 'PortMapping (Amazon ECS API Reference)', function* (task) {
    const all = containersOf(task).flatMap(({ name, index, value }) =>
      list(get(value, 'PortMappings')).map((mapping, at) => ({
        owner: name,
        path: `ContainerDefinitions.${index}.PortMappings.${at}`,
        port: number(get(mapping, 'ContainerPort')),
        host: number(get(mapping, 'HostPort')),
        protocol: text(get(mapping, 'Protocol')) ?? 'tcp',
        mappingName: text(get(mapping, 'Name')),
      })),
    );
    const first = new Map<number, (typeof all)[number]>();
    for (const { owner, path, port, host, protocol, mappingName } of all) {
      if (port === undefined) continue;
      if (port < 1 || port > 65535) yield [path, `${port} is no port`];
      if (host !== undefined && host !== 0 && host !== port)
        yield [path, `host port ${host} is not container port ${port}`];
      if (mappingName !== undefined && !/^[a-z0-9_][a-z0-9_-]{0,63}$/.test(mappingName))
        yield [path, `'${mappingName}' is no port mapping name: 64 of a-z, 0-9, _ and -`];
      const other = first.get(port);
      if (!other) first.set(port, { owner, path, port, host, protocol, mappingName });
      else if (other.protocol !== protocol)
        yield [path, `port ${port} is mapped for ${other.protocol} and ${protocol}`];
      else yield [path, `port ${port} is mapped by container '${other.owner}' and by '${owner}'`];
    }
    for (const name of repeated(all.flatMap(({ mappingName }) => mappingName ?? [])))
      yield ['ContainerDefinitions', `two port mappings are called '${name}'`];
  }),
];
