import type { ComposePath } from '../diagnostics/diagnostic.js';

/** Where each anchored value was used: the paths of its uses, and the paths above those. */
export type AliasPaths = Map<object, { readonly at: Set<string>; readonly above: Set<string> }>;

/**
 * Notes a use of an anchored value. True if Compose takes it for a cycle: the value is used at one place and again at a
 * place below it.
 */
export function isCyclicUse(uses: AliasPaths, anchored: object, path: ComposePath): boolean {
  const known = uses.get(anchored) ?? { at: new Set<string>(), above: new Set<string>() };
  uses.set(anchored, known);
  const prefixes = path.map((_, index) => JSON.stringify(path.slice(0, index + 1)));
  const here = prefixes.pop() ?? '[]';
  if (known.at.has(here)) return false;
  const nested =
    path[0] !== '<<' && (prefixes.some((prefix) => known.at.has(prefix)) || known.above.has(here));
  known.at.add(here);
  for (const prefix of prefixes) known.above.add(prefix);
  return nested;
}
