import { readShapes } from '../../syntax/by-shape.js';
import { listOf } from '../../syntax/lists.js';
import { nodeOf } from '../../syntax/make.js';
import type { Node } from '../../syntax/node.js';
import { enumeration } from '../../syntax/scalars.js';
import type { Syntax } from '../../syntax/syntax.js';
import { gpuRequest } from '../device-request.js';
import { serviceKey } from '../key.js';

function expandAll(node: Node): Node {
  return node.kind === 'scalar' && typeof node.value === 'string' ? nodeOf([{ count: 'all' }], node) : node;
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
