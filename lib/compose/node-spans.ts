import type { ComposePath, Span } from '../diagnostics/diagnostic.js';
import type { Node } from '../syntax/node.js';
import { textOf } from '../syntax/node.js';
import { cut } from '../syntax/sequence.js';
import type { SpanIndex } from './span-index.js';
import { wayDown } from './way-down.js';

/** The index over the project's nodes. Nothing is built up front: a look-up walks down from the root. */
export function nodeSpans(root: Node): SpanIndex {
  const along = (path: ComposePath) => wayDown(root, path, partOf);
  const placeOf = (node: Node, isEntry: boolean): Span | undefined => (isEntry ? node.key : node.at);
  return {
    exact: (path) => {
      const node = along(path).end;
      return node && placeOf(node, typeof path.at(-1) === 'string');
    },
    nearest: (path) =>
      along(path)
        .steps.map((node, depth) =>
          depth === 0 ? node.at : placeOf(node, typeof path[depth - 1] === 'string'),
        )
        .findLast((place) => place !== undefined),
    value: (path) => along(path).end?.at,
    variables: (path) => {
      const node = along(path).end;
      return node?.kind === 'scalar' ? (node.variables ?? []) : [];
    },
  };
}

/** A part by its name or index. In a list of `key=value` texts, a name finds the last item with that key. */
function partOf(node: Node, step: string | number): Node | undefined {
  if (node.kind === 'map') return typeof step === 'string' ? node.map.get(step) : undefined;
  if (node.kind !== 'list') return undefined;
  if (typeof step === 'number') return node.list[step];
  const item = node.list.findLast((text) => cut(textOf(text) ?? '')[0] === step);
  return item && { ...item, key: item.at };
}
