import { goValue } from '../../syntax/anything.js';
import { readShapes } from '../../syntax/by-shape.js';
import { goText } from '../../syntax/grammars/go-format.js';
import { listOf } from '../../syntax/lists.js';
import { mapOf, object } from '../../syntax/object.js';
import { scalar } from '../../syntax/scalar-form.js';
import { text } from '../../syntax/scalars.js';
import type { Syntax } from '../../syntax/syntax.js';
import { serviceKey } from '../key.js';

const value = scalar({ types: ['text', 'number', 'boolean'], read: (found) => goText(found) });

const option: Syntax<readonly string[]> = {
  ...readShapes<never, readonly string[], never>({ scalar: value as Syntax<never>, list: listOf(value) }),
  read: (node) => (node.kind === 'list' ? node.list : [node]).map((item) => goText(goValue(item))),
};

/** https://docs.docker.com/reference/compose-file/services/#provider */
export const provider = serviceKey({
  key: 'provider',
  syntax: object({ type: text, options: mapOf(option, { open: true }) }, { required: ['type'] }),
  support: { level: 'rejected', because: 'a provider makes resources from this machine' },
});
