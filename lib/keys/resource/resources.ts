/** The shared resources of a project, each a map by the names that services use. */
import { entryOf, isNull, mapNode, textOf, withEntry, withoutEntry } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { mapText } from '../../syntax/host-path.js';
import { optional } from '../../syntax/nullable.js';
import { mapOf, object } from '../../syntax/object.js';
import type { PathResolver, Syntax } from '../../syntax/syntax.js';
import { formatPath, pathOf, report } from '../../syntax/trail.js';
import type { Trail } from '../../syntax/trail.js';
import { composeKey, fieldsOf, full } from '../key.js';
import { expandExternal } from './external.js';
import { configKeys, modelKeys, networkKeys, secretKeys, volumeKeys } from './keys.js';

const named = { names: /^[a-zA-Z0-9._-]+$/, namesMayStartWithX: true };

/** An entry that stands without a value means a resource with every default. */
function defaulted<T>(syntax: Syntax<T>): Syntax<T> {
  return {
    ...optional(syntax),
    expand: expandExternal,
    read: (node, trail) => syntax.read(isNull(node) ? mapNode(new Map(), node) : node, trail),
  };
}

const network = defaulted(object(fieldsOf(networkKeys)));

const volume = {
  ...defaulted(object(fieldsOf(volumeKeys))),
  check: checkExternalVolume,
  resolve: resolveBindDevice,
};

const secret = {
  ...object(fieldsOf(secretKeys)),
  expand: expandExternal,
  check: checkSources(['file', 'environment'], ['driver']),
};

const writtenConfig = object(fieldsOf(configKeys));
const config = {
  ...writtenConfig,
  // A variable's value is looked up while loading, but only the variable's name is part of the model.
  read: (node: Node, trail: Trail) =>
    writtenConfig.read(
      node.kind === 'map' && node.map.has('environment') ? withoutEntry(node, 'content') : node,
      trail,
    ),
  expand: expandExternal,
  check: checkSources(['file', 'environment', 'content'], []),
};

function checkExternalVolume(node: Node, trail: Trail): void {
  if (node.kind !== 'map' || !isTrue(entryOf(node, 'external'))) return;
  for (const [key, value] of node.map)
    if (key !== 'name' && key !== 'external' && !key.startsWith('x-'))
      report(trail, { at: value.key ?? value.at }, 'exclusive-keys', {
        keys: ['external', key],
        where: formatPath(pathOf(trail)),
      });
}

function isTrue(node: Node | undefined): boolean {
  return node?.kind === 'scalar' && node.value === true;
}

function checkSources(sources: readonly string[], others: readonly string[]) {
  return (node: Node, trail: Trail): void => {
    if (node.kind !== 'map') return;
    const where = formatPath(pathOf(trail));
    const used = sources.filter((key) => node.map.has(key));
    if (used.length > 1) report(trail, node, 'exclusive-keys', { keys: used, where });
    if (used.length === 0 && ![...others, 'external'].some((key) => node.map.has(key)))
      report(trail, { at: node.key ?? node.at }, 'no-source', { where, sources });
  };
}

/** The local driver's bind mount: its device is a path on the host. */
function resolveBindDevice(node: Node, resolver: PathResolver): Node {
  const options = entryOf(node, 'driver_opts');
  const device = entryOf(options, 'device');
  if (node.kind !== 'map' || options?.kind !== 'map' || device === undefined) return node;
  if (textOf(entryOf(node, 'driver')) !== 'local' || textOf(entryOf(options, 'o')) !== 'bind') return node;
  return withEntry(node, 'driver_opts', withEntry(options, 'device', mapText(device, resolver.mountable)));
}

export const networks = composeKey({
  key: 'networks',
  syntax: mapOf(network, { ...named, open: true }),
  support: full('security groups'),
});
export const volumes = composeKey({
  key: 'volumes',
  syntax: mapOf(volume, named),
  support: full('EFS file systems'),
});
export const secrets = composeKey({
  key: 'secrets',
  syntax: mapOf(secret, named),
  support: full('see its keys'),
});
export const configs = composeKey({
  key: 'configs',
  syntax: mapOf(config, named),
  support: full('see its keys'),
});
export const models = composeKey({
  key: 'models',
  syntax: mapOf(object(fieldsOf(modelKeys), { required: ['model'] }), { names: named.names, open: true }),
  support: full('see its keys'),
});
