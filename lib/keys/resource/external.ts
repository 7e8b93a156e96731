import { readShapes } from '../../syntax/by-shape.js';
import { entryOf, isNull, scalarNode, textOf, withEntry } from '../../syntax/node.js';
import type { MapNode, Node } from '../../syntax/node.js';
import { object } from '../../syntax/object.js';
import { boolean, text } from '../../syntax/scalars.js';
import type { Syntax } from '../../syntax/syntax.js';
import { formatPath, pathOf, report } from '../../syntax/trail.js';
import type { Trail } from '../../syntax/trail.js';
import { composeKey, full } from '../key.js';

function externalWith(extensible: boolean | 'any') {
  const flag = boolean({ cast: 'boolean' });
  const syntax: Syntax<boolean> = {
    ...readShapes({ scalar: flag, map: object({ name: text }, { extensible }) as Syntax<never> }),
    read: flag.read,
    keepsEmpty: false,
  };
  return composeKey({
    key: 'external',
    syntax,
    support: full('what exists already, by its name or through the bindings'),
  });
}

/** The resource exists already; nothing of the project makes it. */
export const external = externalWith(true);

/** The same for secrets and configs, whose old long form takes any key. */
export const externalFile = externalWith('any');

/** Turns the old `external: {name: x}` of a resource into `external: true` and `name: x`. */
export function expandExternal(node: Node, trail: Trail): Node {
  const old = entryOf(node, 'external');
  if (node.kind !== 'map' || old?.kind !== 'map') return node;
  const flagged = withEntry(node, 'external', { ...scalarNode(true, old), key: old.key });
  const oldName = entryOf(old, 'name');
  return oldName === undefined ? flagged : adoptName(flagged, oldName, trail);
}

function adoptName(node: MapNode, oldName: Node, trail: Trail): Node {
  const resource = formatPath(pathOf(trail));
  report(trail, oldName, 'external-name-deprecated', { resource });
  const name = entryOf(node, 'name');
  if (name === undefined) return withEntry(node, 'name', oldName);
  if (textOf(name) !== textOf(oldName) || isNull(name))
    report(trail, oldName, 'external-name-conflict', { resource });
  return node;
}
