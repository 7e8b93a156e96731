/** Merging two layers as they are written: maps merge, lists append, anything else is replaced, unless a key says otherwise. */
import { isNull, listNode, mapNode } from './node.js';
import type { MapNode, Node } from './node.js';
import { describe } from './shape.js';
import type { Syntax } from './syntax.js';
import { formatPath, pathOf, report, within } from './trail.js';
import type { Trail } from './trail.js';

/** The layer `over` on top of `base`. A null over a value says nothing: the base stays. */
export function merge(syntax: Syntax<unknown> | undefined, base: Node, over: Node, trail: Trail): Node {
  if (syntax?.merge !== undefined) return syntax.merge(base, over, trail);
  return mergeGenerally(syntax, base, over, trail);
}

/** The general rule, for keys whose own rule falls back to it. */
export function mergeGenerally(
  syntax: Syntax<unknown> | undefined,
  base: Node,
  over: Node,
  trail: Trail,
): Node {
  if (isNull(over)) return base;
  if (base.kind === 'scalar') return over;
  if (base.kind === 'map' && over.kind === 'map') return mergeMaps(syntax, base, over, trail);
  if (base.kind === 'list' && over.kind === 'list') return listNode([...base.list, ...over.list], over);
  return refuseOverride(base, over, trail);
}

/** Reports that `over` is not what can be put over `base`, which stays. */
export function refuseOverride(base: Node, over: Node, trail: Trail): Node {
  report(trail, over, 'cannot-override', {
    key: formatPath(pathOf(trail)),
    found: describe(over),
    base: describe(base),
  });
  return base;
}

/** Merges entry by entry; the base's entries come first. */
export function mergeMaps(
  syntax: Syntax<unknown> | undefined,
  base: MapNode,
  over: MapNode,
  trail: Trail,
): MapNode {
  if (over.map.size === 0) return base;
  const merged = new Map(base.map);
  for (const [key, value] of over.map) {
    const existing = merged.get(key);
    merged.set(
      key,
      existing === undefined ? value : merge(syntax?.entry?.(key), existing, value, within(trail, key)),
    );
  }
  return mapNode(merged, over);
}
