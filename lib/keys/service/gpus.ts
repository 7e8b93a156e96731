import { readShapes } from '../../syntax/by-shape.js';
import { listOf } from '../../syntax/lists.js';
import { nodeOf } from '../../syntax/make.js';
import { textOf } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { enumeration } from '../../syntax/scalars.js';
import { wrongType } from '../../syntax/shape.js';
import type { Syntax } from '../../syntax/syntax.js';
import type { Trail } from '../../syntax/trail.js';
import { gpuRequest } from '../device-request.js';
import { serviceKey } from '../key.js';

function expandAll(node: Node, trail: Trail): Node {
  if (textOf(node) !== undefined) return nodeOf([{ count: 'all' }], node);
  if (node.kind !== 'list') wrongType(node, ['all', 'a list'], trail);
  return node;
}

/** https://docs.docker.com/reference/compose-file/services/#gpus */
export const gpus = serviceKey({
  key: 'gpus',
  syntax: {
    ...readShapes({ scalar: enumeration('all') as Syntax<never>, list: listOf(gpuRequest) }),
    expand: expandAll,
  },
  support: { level: 'rejected', because: 'Fargate has no GPUs' },
});
