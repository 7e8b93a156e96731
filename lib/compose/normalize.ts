/** What Compose fills in about a whole project: names, default networks, implied dependencies. Compose Specification, passim. */
import { nodeOf } from '../syntax/make.js';
import { cleanPath } from '../syntax/grammars/path.js';
import { mapText } from '../syntax/host-path.js';
import {
  entryOf,
  implied,
  isNull,
  listNode,
  mapNode,
  scalarNode,
  textOf,
  withEntry,
} from '../syntax/node.js';
import type { MapNode, Node } from '../syntax/node.js';
import type { Environment } from './env-files.js';

/** The project under its name, with everything filled in. */
export function normalize(project: MapNode, name: string, environment: Environment): MapNode {
  const written = project.map.get('name');
  const place = written === undefined ? implied(name, project) : scalarNode(name, written);
  const named = withEntry(project, 'name', place);
  const services = mapSection(named, 'services', (service) =>
    normalizeService(withDefaultNetwork(service), environment),
  );
  return nameResources(declareDefaultNetwork(services), name);
}

type Change = (entry: MapNode, key: string) => Node;

function mapSection(project: MapNode, section: string, change: Change): MapNode {
  const entries = project.map.get(section);
  if (entries?.kind !== 'map') return project;
  const changed = [...entries.map].map(([key, entry]): [string, Node] => [
    key,
    entry.kind === 'map'
      ? change(entry, key)
      : isNull(entry)
        ? change(mapNode(new Map(), entry), key)
        : entry,
  ]);
  return withEntry(project, section, mapNode(new Map(changed), entries));
}

function withDefaultNetwork(service: MapNode): MapNode {
  if (service.map.has('provider') || service.map.has('network_mode')) return service;
  const networks = service.map.get('networks');
  if (networks?.kind === 'map' && networks.map.size > 0) return service;
  return withEntry(
    service,
    'networks',
    mapNode(new Map([['default', implied(null, service)]]), { at: service.at }),
  );
}

function declareDefaultNetwork(project: MapNode): MapNode {
  const services = project.map.get('services');
  const used =
    services?.kind === 'map' &&
    [...services.map.values()].some(
      (service) =>
        !isSet(service, 'provider') &&
        !isSet(service, 'network_mode') &&
        entryOf(entryOf(service, 'networks'), 'default') !== undefined,
    );
  const networks = project.map.get('networks') ?? mapNode(new Map(), { at: project.at });
  if (!used || networks.kind !== 'map' || networks.map.has('default')) return project;
  return withEntry(project, 'networks', withEntry(networks, 'default', implied(null, networks)));
}

function isSet(service: Node, key: string): boolean {
  return entryOf(service, key) !== undefined;
}

function normalizeService(service: MapNode, environment: Environment): MapNode {
  const steps: readonly [string, (node: Node) => Node][] = [
    ['pull_policy', (node) => mapText(node, (policy) => (policy === 'if_not_present' ? 'missing' : policy))],
    ['build', (node) => normalizeBuild(node, environment)],
    ['environment', (node) => lookUpVariables(node, environment, true)],
    ['volumes', cleanTargets],
    ['pre_start', (node) => withImages(node, service)],
  ];
  const changed = steps.reduce((result, [key, change]) => {
    const node = result.map.get(key);
    return node === undefined ? result : withEntry(result, key, change(node));
  }, service);
  return withImpliedDependencies(changed);
}

function normalizeBuild(build: Node, environment: Environment): Node {
  if (build.kind !== 'map') return build;
  const missing = (key: string): boolean => {
    const found = build.map.get(key);
    return found === undefined || isNull(found);
  };
  const placed = missing('context') ? withEntry(build, 'context', implied('.', build)) : build;
  const filed =
    missing('dockerfile') && missing('dockerfile_inline')
      ? withEntry(placed, 'dockerfile', implied('Dockerfile', build))
      : placed;
  const args = filed.map.get('args');
  return args === undefined ? filed : withEntry(filed, 'args', lookUpVariables(args, environment, false));
}

/** Gives variables without a value theirs; those that have none anywhere stay, or are left out. */
function lookUpVariables(node: Node, environment: Environment, keepUnset: boolean): Node {
  if (node.kind === 'list')
    return listNode(
      node.list.flatMap((item) => {
        const text = textOf(item) ?? '';
        if (text.includes('=')) return [item];
        const value = environment.get(text);
        if (value !== undefined) return [scalarNode(`${text}=${value}`, item)];
        return keepUnset ? [item] : [];
      }),
      node,
    );
  if (node.kind !== 'map') return node;
  const entries = [...node.map].flatMap(([key, value]): [string, Node][] => {
    const found = isNull(value) ? environment.get(key) : undefined;
    if (found !== undefined) return [[key, { ...scalarNode(found, value), variables: [key] }]];
    return isNull(value) && !keepUnset ? [] : [[key, value]];
  });
  return mapNode(new Map(entries), node);
}

function cleanTargets(node: Node): Node {
  if (node.kind !== 'list') return node;
  return listNode(
    node.list.map((mount) => {
      const target = entryOf(mount, 'target');
      return mount.kind === 'map' && target !== undefined
        ? withEntry(mount, 'target', mapText(target, cleanPath))
        : mount;
    }),
    node,
  );
}

function withImages(hooks: Node, service: MapNode): Node {
  const image = service.map.get('image');
  if (hooks.kind !== 'list' || image === undefined || textOf(image) === '') return hooks;
  return listNode(
    hooks.list.map((hook) =>
      hook.kind === 'map' && !hook.map.has('image') ? withEntry(hook, 'image', image) : hook,
    ),
    hooks,
  );
}

/** Links and shared namespaces and volumes are dependencies too. */
function withImpliedDependencies(service: MapNode): MapNode {
  const declared = service.map.get('depends_on');
  const dependencies = new Map(declared?.kind === 'map' ? declared.map : []);
  const imply = (name: string, restart: boolean, place: Node): void => {
    if (!dependencies.has(name))
      dependencies.set(name, {
        ...nodeOf({ condition: 'service_started', restart, required: true }, place),
        key: place.at,
      });
  };
  for (const link of itemsOf(service, 'links')) {
    const parts = (textOf(link) ?? '').split(':');
    imply(parts.length === 2 ? (parts[0] ?? '') : parts.join(':'), true, link);
  }
  for (const key of ['network_mode', 'ipc', 'pid', 'uts', 'cgroup']) {
    const node = service.map.get(key);
    const shared = textOf(node);
    if (node !== undefined && shared?.startsWith('service:') === true)
      imply(shared.slice('service:'.length), true, node);
  }
  for (const item of itemsOf(service, 'volumes_from')) {
    const source = textOf(item) ?? '';
    if (!source.startsWith('container:')) imply(source.split(':')[0] ?? '', false, item);
  }
  if (dependencies.size === 0) return service;
  return withEntry(service, 'depends_on', mapNode(dependencies, declared ?? { at: service.at }));
}

function itemsOf(service: MapNode, key: string): readonly Node[] {
  const list = service.map.get(key);
  return list?.kind === 'list' ? list.list : [];
}

/** Resources are named after the project and their key; those of others after their key. */
function nameResources(project: MapNode, projectName: string): MapNode {
  return ['networks', 'volumes', 'configs', 'secrets'].reduce(
    (result, section) =>
      mapSection(result, section, (resource, key) => {
        const given = resource.map.get('name');
        if (given !== undefined && !isNull(given)) return resource;
        const name = isTrue(resource.map.get('external')) ? key : `${projectName}_${key}`;
        return withEntry(resource, 'name', implied(name, resource));
      }),
    project,
  );
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && ['true', '1', 't', 'T', 'TRUE', 'True'].includes(String(node.value));
}
