/** How a service or a build takes a secret or a config: its name, or a mapping with the details. */
import { goValue } from '../syntax/anything.js';
import { goText } from '../syntax/grammars/go-format.js';
import { parseFileMode } from '../syntax/grammars/mode.js';
import { entryOf, textOf } from '../syntax/node.js';
import type { Node } from '../syntax/node.js';
import { object } from '../syntax/object.js';
import type { ObjectOf } from '../syntax/object.js';
import { readWith, scalar } from '../syntax/scalar-form.js';
import { text } from '../syntax/scalars.js';
import { shorthand } from '../syntax/shorthand.js';
import { wrongType } from '../syntax/shape.js';
import type { Syntax } from '../syntax/syntax.js';
import { within } from '../syntax/trail.js';
import type { Trail } from '../syntax/trail.js';

const mode = scalar<string>({
  types: ['number', 'text'],
  keepsEmpty: true,
  read: (value, node, trail) => readWith(parseFileMode(value), 'file mode', node, trail),
});

const fields = { source: text, target: text, uid: text, gid: text, mode };

/** A secret or config as a service takes it: what it is called, where it goes, who may read it. */
export type FileReference = ObjectOf<typeof fields, 'source'>;

/** The reference to a secret or config. */
export const fileReference: Syntax<FileReference> = shorthand(
  'source',
  object(fields, { always: ['source'] }),
);

/** The same, where of two with one target the later wins. `folder`: where Compose puts those without a target. */
export function mountedIn(folder: string): Syntax<FileReference> {
  return { ...fileReference, unique: (item, trail) => targetOf(item, folder, trail) };
}

function targetOf(item: Node, folder: string, trail: Trail): string | undefined {
  const name = textOf(item);
  if (name !== undefined) return `${folder}/${name}`;
  if (item.kind !== 'map') {
    wrongType(item, ['text', 'a mapping'], trail);
    return undefined;
  }
  const target = entryOf(item, 'target');
  if (target !== undefined) {
    if (textOf(target) === undefined) wrongType(target, ['text'], within(trail, 'target'));
    return textOf(target);
  }
  const source = entryOf(item, 'source');
  return `${folder}/${source === undefined ? '<nil>' : goText(goValue(source))}`;
}
