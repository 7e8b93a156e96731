import type { ComposePath } from '../diagnostics/diagnostic.js';

/** A tree from its root along a path, as far as the path goes. */
export interface WayDown<T> {
  /** The root, and each part on the way that there is. */
  readonly steps: readonly T[];
  /** What stands at the path; undefined where the way ends before. */
  readonly end: T | undefined;
}

/** Walks down a tree along a path; `partOf` is a part by its name or index. */
export function wayDown<T>(
  root: T,
  path: ComposePath,
  partOf: (tree: T, step: string | number) => T | undefined,
): WayDown<T> {
  const steps = [root];
  let end: T | undefined = root;
  for (const step of path) {
    end = partOf(end, step);
    if (end === undefined) break;
    steps.push(end);
  }
  return { steps, end };
}
