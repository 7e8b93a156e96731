import type { ComposePath } from '../diagnostics/diagnostic.js';

/**
 * Where each anchor was used. Compose takes it for a cycle when one anchor is used at a place and again at a place below
 * it, unless the two lie in different services.
 */
export class AliasPaths {
  private readonly uses = new Map<object, { readonly at: Set<string>; readonly above: Set<string> }>();

  /** Notes a use of the anchored value; false if it is one that Compose refuses. */
  visit(anchor: object, path: ComposePath): boolean {
    const known = this.uses.get(anchor) ?? { at: new Set<string>(), above: new Set<string>() };
    this.uses.set(anchor, known);
    const prefixes = path.map((_, index) => JSON.stringify(path.slice(0, index + 1)));
    const here = prefixes.pop() ?? '[]';
    if (known.at.has(here)) return true;
    // Only paths within one service, or outside of services, can contain one another; above `services.x` nothing does.
    const merging = path[0] === '<<';
    const nested = !merging && (prefixes.some((prefix) => known.at.has(prefix)) || known.above.has(here));
    known.at.add(here);
    for (const prefix of prefixes) known.above.add(prefix);
    return !nested;
  }
}
