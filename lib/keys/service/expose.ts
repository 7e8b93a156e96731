import { goText } from '../../syntax/grammars/go-format.js';
import { listOf } from '../../syntax/lists.js';
import type { Node } from '../../syntax/node.js';
import { scalar } from '../../syntax/scalar-form.js';
import { wrongType } from '../../syntax/shape.js';
import type { Trail } from '../../syntax/trail.js';
import { serviceKey } from '../key.js';

const port = scalar({ types: ['text', 'number'], read: (value) => goText(value) });

function identityOfPort(item: Node, trail: Trail): string | undefined {
  if (item.kind === 'scalar' && (typeof item.value === 'string' || typeof item.value === 'bigint'))
    return String(item.value);
  wrongType(item, ['text', 'an integer'], trail);
  return undefined;
}

/** https://docs.docker.com/reference/compose-file/services/#expose */
export const expose = serviceKey({
  key: 'expose',
  syntax: listOf({ ...port, unique: identityOfPort }, { distinct: true }),
  support: { level: 'ignored', because: 'members of a network reach every port of each other' },
});
