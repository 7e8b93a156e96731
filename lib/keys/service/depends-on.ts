import { mapNode, implied, withEntry } from '../../syntax/node.js';
import type { MapNode, Node } from '../../syntax/node.js';
import { namesOr } from '../../syntax/named.js';
import { mapOf, object } from '../../syntax/object.js';
import { boolean, enumeration } from '../../syntax/scalars.js';
import { wrongType } from '../../syntax/shape.js';
import { within } from '../../syntax/trail.js';
import type { Trail } from '../../syntax/trail.js';
import { serviceKey } from '../key.js';

const dependency = object(
  {
    condition: enumeration('service_started', 'service_healthy', 'service_completed_successfully'),
    restart: boolean({ cast: 'boolean' }),
    required: boolean({ cast: 'boolean', keepsEmpty: true }),
  },
  { required: ['condition'], always: ['required'] },
);

const names = namesOr(mapOf(dependency, { names: /^[a-zA-Z0-9._-]+$/, namesMayStartWithX: true }), started);

function started(name: Node): MapNode {
  return withDefaults(mapNode(new Map(), name));
}

function withDefaults(node: MapNode): MapNode {
  const conditioned = node.map.has('condition')
    ? node
    : withEntry(node, 'condition', implied('service_started', node));
  return node.map.has('required') ? conditioned : withEntry(conditioned, 'required', implied(true, node));
}

// Already here, not with the other defaults: a later layer's `required` meets this one's.
function expandDependencies(node: Node, trail: Trail): Node {
  const map = names.expand?.(node, trail) ?? node;
  if (map.kind !== 'map') {
    wrongType(map, ['a list', 'a mapping'], trail);
    return map;
  }
  const entries = [...map.map].map(([name, entry]): [string, Node] => {
    if (entry.kind === 'map') return [name, withDefaults(entry)];
    wrongType(entry, ['a mapping'], within(trail, name));
    return [name, entry];
  });
  return mapNode(new Map(entries), map);
}

/** https://docs.docker.com/reference/compose-file/services/#depends_on */
export const dependsOn = serviceKey({
  key: 'depends_on',
  syntax: { ...names, expand: expandDependencies },
  support: {
    level: 'full',
    because:
      'deployment order: the dependency is steady, and healthy where it says so, before this one starts',
  },
});
