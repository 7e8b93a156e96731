import type { ComposePath, Span } from '../diagnostics/diagnostic.js';
import { wayDown } from './way-down.js';

/** Where the parts of a loaded project stand in the Compose files: the side index of plain data. */
export interface SpanIndex {
  /** The place of a key or list item; undefined if no file writes it (it was inherited or filled in). */
  readonly exact: (path: ComposePath) => Span | undefined;
  /** The same, or the place of the nearest thing around it that a file writes. */
  readonly nearest: (path: ComposePath) => Span | undefined;
  /** The place of the value rather than of its key. */
  readonly value: (path: ComposePath) => Span | undefined;
  /** The variables that interpolation put into the value, in the order of their use. */
  readonly variables: (path: ComposePath) => readonly string[];
}

/** A node of the index: the places of one part, and the parts in it. */
export interface SpanTree {
  readonly key?: Span | undefined;
  readonly value?: Span | undefined;
  readonly variables?: readonly string[] | undefined;
  readonly parts?: ReadonlyMap<string | number, SpanTree>;
}

/** The index over a tree of places. */
export function spanIndex(root: SpanTree): SpanIndex {
  const along = (path: ComposePath) => wayDown(root, path, (tree, step) => tree.parts?.get(step));
  const placeOf = (tree: SpanTree | undefined): Span | undefined => tree?.key ?? tree?.value;
  return {
    exact: (path) => placeOf(along(path).end),
    nearest: (path) => placeOf(along(path).steps.findLast((tree) => placeOf(tree) !== undefined)),
    value: (path) => along(path).end?.value,
    variables: (path) => along(path).end?.variables ?? [],
  };
}
