/** Every key that a Compose file writes, and what became of it: the ground of the account of keys. */
import type { ComposePath, Span } from '../diagnostics/diagnostic.js';
import type { Node } from '../syntax/node.js';
import type { LoadedProject } from './project.js';

/** A key as one file writes it. */
export interface WrittenKey {
  /** Its attribute path in that file. */
  readonly path: ComposePath;
  /** The place of the key. */
  readonly at: Span;
  /** `inactive`: it belongs to a service that no active profile enables. */
  readonly fate: 'effective' | 'overridden' | 'inactive';
  /** What stands in its place, for an overridden key; undefined if it was removed. */
  readonly by?: Span;
}

/** The keys of every file that was read, in reading order. */
export function writtenKeys({ project, layers, tree, spans }: LoadedProject): readonly WrittenKey[] {
  const kept = new Set<string>();
  collectPlaces(tree, kept);
  const keys: WrittenKey[] = [];
  // True if anything in the node counts: a map is effective as long as any part of it is.
  const visit = (node: Node, path: ComposePath): boolean => {
    if (node.kind === 'list')
      return node.list.map((item, index) => visit(item, [...path, index])).includes(true);
    if (node.kind !== 'map') return false;
    return [...node.map].map(([name, value]) => visitEntry(value, [...path, name])).includes(true);
  };
  const visitEntry = (value: Node, path: ComposePath): boolean => {
    if (value.key === undefined) return visit(value, path);
    const place = keys.length;
    const own = { path, at: value.key, ...fateOf(path, value.key) };
    keys.push(own);
    const counts = visit(value, path);
    if (counts && own.fate === 'overridden') keys[place] = { path, at: value.key, fate: 'effective' };
    return counts || own.fate === 'effective';
  };
  const fateOf = (path: ComposePath, at: Span): Pick<WrittenKey, 'fate' | 'by'> => {
    if (isConsumed(path)) return { fate: 'effective' };
    if (!kept.has(placeText(at))) {
      const by = spans.exact(path);
      return { fate: 'overridden', ...(by === undefined ? {} : { by }) };
    }
    const [section, name] = path;
    const inactive = section === 'services' && name !== undefined && !Object.hasOwn(project.services, name);
    return { fate: inactive ? 'inactive' : 'effective' };
  };
  for (const layer of layers) visit(layer, []);
  return keys;
}

/** Keys that steer the loading itself, and are gone once it is done. */
function isConsumed([section, , key]: ComposePath): boolean {
  return section === 'include' || section === 'version' || (section === 'services' && key === 'extends');
}

function collectPlaces(node: Node, places: Set<string>): void {
  places.add(placeText(node.at));
  if (node.key !== undefined) places.add(placeText(node.key));
  if (node.kind === 'list') for (const item of node.list) collectPlaces(item, places);
  if (node.kind === 'map') for (const value of node.map.values()) collectPlaces(value, places);
}

function placeText({ source, start }: Span): string {
  return `${start}:${source}`;
}
