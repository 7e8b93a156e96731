/** Going on after errors: what is wrong is taken out, so that later passes tell of other mistakes and not of its echo. */
import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import { emptyMap } from '../syntax/sequence.js';
import { listNode, withEntry, withoutEntry } from '../syntax/node.js';
import type { MapNode, Node } from '../syntax/node.js';
import type { Loading } from './loading.js';

/** Runs a pass over the project; the parts that it reports errors about are removed from what it returns. */
export function guarded(loading: Loading, pass: () => Node): MapNode {
  const { findings } = loading;
  const before = findings.length;
  const result = pass();
  const failed = errorsSince(findings, before);
  markSpoilt(loading, failed);
  // The last items first: removing one moves those after it.
  const paths = failed.map(({ path = [] }) => path).toReversed();
  return paths.reduce<Node>(withoutPath, result) as MapNode;
}

/** Runs a check that relates parts to each other; it is silent about parts that have earlier errors in or around them. */
export function related(loading: Loading, check: () => void): void {
  const { findings, spoilt } = loading;
  const before = findings.length;
  check();
  const found = findings.splice(before).filter(({ path = [] }) => !isSpoilt(spoilt, path));
  findings.push(...found);
  markSpoilt(loading, errorsSince(findings, before));
}

/** Whether so much is missing that nothing can be said about how the parts fit together. */
export function isIncomplete({ findings }: Loading): boolean {
  return errorsSince(findings, 0).some(
    ({ path = [] }) => path.length < 2 && path[0] !== 'name' && path[0] !== 'version',
  );
}

function errorsSince(findings: readonly Diagnostic[], before: number): readonly Diagnostic[] {
  return findings.slice(before).filter(({ severity }) => severity === 'error');
}

function markSpoilt({ spoilt }: Loading, failed: readonly Diagnostic[]): void {
  for (const { path = [] } of failed) {
    spoilt.parts.add(JSON.stringify(path));
    for (const outer of pathsAround(path)) spoilt.around.add(outer);
  }
}

function isSpoilt({ parts, around }: Loading['spoilt'], path: ComposePath): boolean {
  const own = JSON.stringify(path);
  return parts.has(own) || around.has(own) || pathsAround(path).some((outer) => parts.has(outer));
}

function pathsAround(path: ComposePath): readonly string[] {
  return path.map((_, length) => JSON.stringify(path.slice(0, length)));
}

function withoutPath(node: Node, path: ComposePath): Node {
  return remove(node, path, 0);
}

function remove(node: Node, path: ComposePath, depth: number): Node {
  const [key, ...rest] = path.slice(depth);
  if (node.kind === 'list' && typeof key === 'number') {
    const item = node.list[key];
    if (item === undefined) return node;
    const list = rest.length === 0 ? [] : [remove(item, path, depth + 1)];
    return listNode([...node.list.slice(0, key), ...list, ...node.list.slice(key + 1)], node);
  }
  if (node.kind !== 'map' || typeof key !== 'string') return node;
  const child = node.map.get(key);
  if (child === undefined) return node;
  if (rest.length > 0) return withEntry(node, key, remove(child, path, depth + 1));
  // A service or resource keeps its name, as others may refer to it.
  return depth === 1 ? withEntry(node, key, emptyMap(child)) : withoutEntry(node, key);
}
