import { readShapes } from '../../syntax/by-shape.js';
import { joinAsSequences, listOf, toList } from '../../syntax/lists.js';
import { entryOf, implied, textOf, withEntry } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { object } from '../../syntax/object.js';
import { boolean, text } from '../../syntax/scalars.js';
import { entryFor } from '../../syntax/shorthand.js';
import { missingKey, wrongType } from '../../syntax/shape.js';
import type { Syntax } from '../../syntax/syntax.js';
import { resolvedText } from '../../syntax/host-path.js';
import type { Trail } from '../../syntax/trail.js';
import { serviceKey } from '../key.js';

const long = object(
  { path: { ...resolvedText, keepsEmpty: true }, format: text, required: boolean({ keepsEmpty: true }) },
  { required: ['path'], always: ['required'], extensible: false },
);

const file: Syntax<unknown> = {
  ...readShapes({ scalar: text, map: long }),
  read: long.read,
  unique: pathOfFile,
};

function pathOfFile(item: Node, trail: Trail): string | undefined {
  const path = textOf(item) ?? textOf(entryOf(item, 'path'));
  if (path === undefined && item.kind === 'map') missingKey(item, 'path', trail);
  return path;
}

function expandFiles(node: Node, trail: Trail): Node {
  const list = toList(node);
  if (list.kind !== 'list') {
    wrongType(node, ['text', 'a list'], trail);
    return node;
  }
  return { ...list, list: list.list.map(longForm) };
}

function longForm(item: Node): Node {
  const map = entryFor('path', item);
  if (map === undefined) return item;
  return map.map.has('required') ? map : withEntry(map, 'required', implied(true, item));
}

/** https://docs.docker.com/reference/compose-file/services/#env_file */
export const envFile = serviceKey({
  key: 'env_file',
  syntax: {
    ...readShapes({
      scalar: text as Syntax<never>,
      list: listOf(file) as ReturnType<typeof listOf<EnvFile>>,
    }),
    merge: joinAsSequences,
    expand: expandFiles,
  },
  support: { level: 'full', because: 'read when the project is loaded' },
});

export interface EnvFile {
  readonly path: string;
  readonly required: boolean;
  readonly format?: string;
}
