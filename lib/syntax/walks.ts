/** The walks that apply one facet of a syntax to every node below a place; a tree without changes is returned as it is. */
import { isNull, listNode, mapParts } from './node.js';
import type { ListNode, Node } from './node.js';
import type { PathResolver, Syntax } from './syntax.js';
import { within } from './trail.js';
import type { Trail } from './trail.js';

/** Of list items with one identity, keeps the last at the first one's position. Lists inside of lists are left alone. */
export function unique(syntax: Syntax<unknown>, node: Node, trail: Trail): Node {
  if (node.kind === 'list')
    return syntax.item?.unique === undefined ? node : uniqueItems(syntax.item.unique, node, trail);
  return node.kind === 'map' ? below(syntax, node, trail, unique) : node;
}

function uniqueItems(identify: NonNullable<Syntax<unknown>['unique']>, node: ListNode, trail: Trail): Node {
  const kept: Node[] = [];
  const places = new Map<string, number>();
  for (const [index, item] of node.list.entries()) {
    const identity = identify(item, within(trail, index));
    const place = identity === undefined ? undefined : places.get(identity);
    if (place !== undefined) kept[place] = item;
    else {
      if (identity !== undefined) places.set(identity, kept.length);
      kept.push(item);
    }
  }
  return kept.length === node.list.length ? node : listNode(kept, node);
}

/** Turns every short form into its long form. */
export function expand(syntax: Syntax<unknown>, node: Node, trail: Trail): Node {
  const long = syntax.expand?.(node, trail) ?? node;
  const deep = below(syntax, long, trail, expand);
  return deep.kind === 'list' ? (syntax.prune?.(deep) ?? deep) : deep;
}

/** Fills in the defaults, from the outside in. */
export function fill(syntax: Syntax<unknown>, node: Node, trail: Trail): Node {
  return below(syntax, syntax.fill?.(node) ?? node, trail, fill);
}

/** Runs the checks that relate the parts of one value. */
export function check(syntax: Syntax<unknown>, node: Node, trail: Trail): void {
  syntax.check?.(node, trail);
  below(syntax, node, trail, (child, value, path) => {
    check(child, value, path);
    return value;
  });
}

/** Makes every host path absolute. */
export function resolvePaths(
  syntax: Syntax<unknown>,
  node: Node,
  resolver: PathResolver,
  trail: Trail,
): Node {
  const resolved = isNull(node) ? node : (syntax.resolve?.(node, resolver, trail) ?? node);
  return below(syntax, resolved, trail, (child, value, path) => resolvePaths(child, value, resolver, path));
}

type Step = (syntax: Syntax<unknown>, node: Node, trail: Trail) => Node;

function below(syntax: Syntax<unknown>, node: Node, trail: Trail, step: Step): Node {
  if (syntax.item === undefined && syntax.entry === undefined) return node;
  return mapParts(node, (part, place) => {
    const child = typeof place === 'number' ? syntax.item : syntax.entry?.(place);
    return child === undefined ? part : step(child, part, within(trail, place));
  });
}
