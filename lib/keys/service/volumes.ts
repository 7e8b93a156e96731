import { readShapes } from '../../syntax/by-shape.js';
import { cleanPath } from '../../syntax/grammars/path.js';
import { parseVolume } from '../../syntax/grammars/volume.js';
import { mapText } from '../../syntax/host-path.js';
import { keyValues } from '../../syntax/key-values.js';
import { listOf } from '../../syntax/lists.js';
import { nodeOf } from '../../syntax/make.js';
import { entryOf, implied, textOf, withEntry } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { object } from '../../syntax/object.js';
import { readWith } from '../../syntax/scalar-form.js';
import { boolean, byteSize, enumeration, text, unsigned } from '../../syntax/scalars.js';
import { missingKey, wrongType } from '../../syntax/shape.js';
import type { PathResolver, Syntax } from '../../syntax/syntax.js';
import type { Trail } from '../../syntax/trail.js';
import { serviceKey } from '../key.js';

const bind = object({
  propagation: text,
  create_host_path: unlessTrue(boolean({ keepsEmpty: true })),
  recursive: enumeration('enabled', 'disabled', 'writable', 'readonly'),
  selinux: enumeration('z', 'Z'),
});

const long = object(
  {
    type: enumeration('bind', 'volume', 'tmpfs', 'cluster', 'npipe', 'image'),
    source: text,
    target: text,
    read_only: boolean({ cast: 'boolean' }),
    consistency: text,
    bind: { ...bind, fill: fillBind },
    volume: object({
      labels: keyValues({ merging: 'append' }),
      nocopy: boolean({ cast: 'boolean' }),
      subpath: text,
    }),
    tmpfs: object({
      size: byteSize({ types: ['integer', 'text'], minimum: 0 }),
      mode: unsigned({ bits: 32, types: ['number', 'text'] }),
    }),
    image: object({ subpath: text }),
  },
  { required: ['type'], always: ['target'] },
);

const mount = {
  ...readShapes({ scalar: text as Syntax<never>, map: long }),
  read: long.read,
  unique: targetOf,
  expand: expandMount,
  resolve: resolveSource,
};

/** A boolean that is true unless the model says otherwise. */
function unlessTrue(flag: Syntax<boolean>): Syntax<boolean> {
  return { ...flag, read: (node, trail) => (flag.read(node, trail) === false ? false : undefined) };
}

function fillBind(node: Node): Node {
  return node.kind === 'map' && !node.map.has('create_host_path')
    ? withEntry(node, 'create_host_path', implied(true, node))
    : node;
}

// The target as it is written: `/data` and `/data/` are two until the short form is expanded.
function targetOf(item: Node, trail: Trail): string | undefined {
  if (item.kind === 'list') return '';
  if (item.kind === 'scalar') {
    if (typeof item.value !== 'string') return '';
    return readWith(parseVolume(item.value), 'volume', item, trail)?.target;
  }
  const target = textOf(entryOf(item, 'target'));
  if (target === undefined) missingKey(item, 'target', trail);
  return target;
}

function expandMount(node: Node, trail: Trail): Node {
  if (node.kind === 'map') return node;
  if (node.kind !== 'scalar' || typeof node.value !== 'string') {
    wrongType(node, ['text', 'a mapping'], trail);
    return node;
  }
  const shape = readWith(parseVolume(node.value), 'volume', node, trail);
  if (shape === undefined) return node;
  return nodeOf({ ...shape, target: shape.target === '' ? '' : cleanPath(shape.target) }, node);
}

function resolveSource(node: Node, resolver: PathResolver, trail: Trail): Node {
  if (node.kind !== 'map' || textOf(entryOf(node, 'type')) !== 'bind') return node;
  const source = entryOf(node, 'source');
  if (source === undefined) {
    missingKey(node, 'source', trail);
    return node;
  }
  return withEntry(node, 'source', mapText(source, resolver.mountable));
}

/** https://docs.docker.com/reference/compose-file/services/#volumes */
export const volumes = serviceKey({
  key: 'volumes',
  syntax: listOf(mount, { distinct: true }),
  support: {
    level: 'full',
    because:
      'an EFS file system per named volume, filled from the image while it is empty, and per mounted folder of data; other mounted files are laid over the image; anonymous ones live as long as the task',
    parts: {
      '*.bind.propagation': { level: 'ignored', because: 'nothing of a host is mounted' },
      '*.bind.create_host_path': { level: 'ignored', because: 'nothing of a host is mounted' },
      '*.bind.recursive': { level: 'ignored', because: 'nothing of a host is mounted' },
      '*.bind.selinux': { level: 'ignored', because: 'nothing of a host is mounted' },
      '*.consistency': { level: 'ignored', because: 'is for Docker Desktop' },
      '*.volume.nocopy': { level: 'full', because: 'the volume stays empty' },
      '*.volume.labels': { level: 'ignored', because: 'a file system has the tags of its volume' },
    },
  },
});
