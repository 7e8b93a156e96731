import { readShapes } from '../../syntax/by-shape.js';
import { parseDevice } from '../../syntax/grammars/device.js';
import { listOf } from '../../syntax/lists.js';
import { nodeOf } from '../../syntax/make.js';
import { entryOf, textOf } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { object } from '../../syntax/object.js';
import { readWith } from '../../syntax/scalar-form.js';
import { text } from '../../syntax/scalars.js';
import { missingKey, wrongType } from '../../syntax/shape.js';
import type { Syntax } from '../../syntax/syntax.js';
import type { Trail } from '../../syntax/trail.js';
import { serviceKey } from '../key.js';

const long = object({ source: text, target: text, permissions: text }, { required: ['source'] });

const device = {
  ...readShapes({ scalar: text as Syntax<never>, map: long }),
  read: long.read,
  unique: targetOf,
  expand: expandDevice,
};

// The path in the container as it is written: `/dev/a::r` has none until it is expanded.
function targetOf(item: Node, trail: Trail): string | undefined {
  if (item.kind === 'map') {
    const target = textOf(entryOf(item, 'target'));
    if (target === undefined) missingKey(item, 'target', trail);
    return target;
  }
  const [source = '', target = source] = (textOf(item) ?? '').split(':');
  return target;
}

function expandDevice(node: Node, trail: Trail): Node {
  if (node.kind === 'map') return node;
  const found = textOf(node);
  if (found === undefined) {
    wrongType(node, ['text', 'a mapping'], trail);
    return node;
  }
  const mapping = readWith(parseDevice(found), 'device', node, trail);
  return mapping === undefined ? node : nodeOf(mapping, node);
}

/** https://docs.docker.com/reference/compose-file/services/#devices */
export const devices = serviceKey({
  key: 'devices',
  syntax: listOf(device),
  support: { level: 'rejected', because: 'a Fargate task has no devices' },
});
