/**
 * A layer of a Compose project as it was written: maps, lists and scalars that carry their place in the file. Nodes are
 * never changed; merging, expanding and removing make new nodes around the old ones, so places never get lost.
 */
import type { Span } from '../diagnostics/diagnostic.js';
import type { Scalar } from './scalar.js';

interface Placed {
  /** Where the value stands. What is made from a short form has the short form's place. */
  readonly at: Span;
  /** Where its key stands, for the value of a map's entry. */
  readonly key?: Span | undefined;
}

/** A mapping, in the order in which its entries are written. */
export interface MapNode extends Placed {
  readonly kind: 'map';
  readonly map: ReadonlyMap<string, Node>;
}

/** A list. */
export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly list: readonly Node[];
}

/** A value without parts. */
export interface ScalarNode extends Placed {
  readonly kind: 'scalar';
  readonly value: Scalar;
  /** The variables that interpolation put into it, in the order of their use. */
  readonly variables?: readonly string[] | undefined;
  /** A null that merging nothing with nothing left: a base that is extended once more has an empty one instead. */
  readonly hollow?: 'list' | 'map';
}

/** Any part of a layer. */
export type Node = MapNode | ListNode | ScalarNode;

/** A scalar at a place. */
export function scalarNode(value: Scalar, place: Placed): ScalarNode {
  return { kind: 'scalar', value, at: place.at, key: place.key };
}

/** A list at a place. */
export function listNode(list: readonly Node[], place: Placed): ListNode {
  return { kind: 'list', list, at: place.at, key: place.key };
}

/** A map at a place. */
export function mapNode(map: ReadonlyMap<string, Node>, place: Placed): MapNode {
  return { kind: 'map', map, at: place.at, key: place.key };
}

/** A value that no file writes: it has the place of what implies it, and no key. */
export function implied(value: Scalar, place: Placed): ScalarNode {
  return { kind: 'scalar', value, at: place.at };
}

/** What merging nothing with nothing leaves where a list or a map was wanted. */
export function hollow(kind: 'list' | 'map', place: Placed): ScalarNode {
  return { kind: 'scalar', value: null, at: place.at, key: place.key, hollow: kind };
}

/** The tree with an empty list or map in the place of each hollow null. */
export function filledOut(node: Node): Node {
  if (node.kind === 'scalar') {
    if (node.hollow === undefined) return node;
    return node.hollow === 'list' ? listNode([], node) : mapNode(new Map(), node);
  }
  if (node.kind === 'list') return node;
  return [...node.map].reduce((tree, [key, value]) => {
    const filled = filledOut(value);
    return filled === value ? tree : withEntry(tree, key, filled);
  }, node);
}

/** The same map with one entry set, at its old position if it had one. */
export function withEntry(node: MapNode, key: string, value: Node): MapNode {
  return { ...node, map: new Map(node.map).set(key, value) };
}

/** The same map without one entry. */
export function withoutEntry(node: MapNode, key: string): MapNode {
  if (!node.map.has(key)) return node;
  const map = new Map(node.map);
  map.delete(key);
  return { ...node, map };
}

/** Whether nothing is written where a value could be. */
export function isNull(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** The node's text; undefined for everything that is not a text scalar. */
export function textOf(node: Node | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined;
}

/** The entry of a map; undefined for whatever has no such entry. */
export function entryOf(node: Node | undefined, key: string): Node | undefined {
  return node?.kind === 'map' ? node.map.get(key) : undefined;
}

/** The node with each entry or item made anew; the node itself where all stay what they are. A scalar has no parts. */
export function mapParts(node: Node, make: (part: Node, step: string | number) => Node): Node {
  if (node.kind === 'scalar') return node;
  if (node.kind === 'list') {
    const list = node.list.map(make);
    return list.every((part, index) => part === node.list[index]) ? node : listNode(list, node);
  }
  let changed: Map<string, Node> | undefined;
  for (const [key, part] of node.map) {
    const next = make(part, key);
    if (next === part) continue;
    changed ??= new Map(node.map);
    changed.set(key, next);
  }
  return changed === undefined ? node : mapNode(changed, node);
}
