/** Words for what a node is, as findings use them. */
import { maskSecrets } from '../diagnostics/mask-secrets.js';
import type { Node } from './node.js';
import { formatPath, pathOf, report } from './trail.js';
import type { Trail } from './trail.js';

/** What was found, in a user's words: `a mapping`, `the number 5`. */
export function describe(node: Node): string {
  if (node.kind === 'map') return 'a mapping';
  if (node.kind === 'list') return 'a list';
  const { value } = node;
  if (value === null) return 'nothing';
  if (typeof value === 'string') return `the text '${shortened(maskSecrets(value))}'`;
  if (typeof value === 'object') return 'a date';
  return typeof value === 'boolean' ? `the boolean ${value}` : `the number ${value}`;
}

/** Reports that the node has none of the expected forms. Always false, so that `accepts` can return it. */
export function wrongType(node: Node, expected: readonly string[], trail: Trail, example?: string): false {
  const path = pathOf(trail);
  const key = String(path.at(-1));
  const isSecret = node.kind === 'scalar' && isNamedAsSecret(key);
  const shown = example ?? exampleFor(node, expected, key);
  report(trail, node, 'wrong-type', {
    key: formatPath(path),
    expected,
    found: isSecret ? 'what it is' : describe(node),
    ...(shown === undefined || isSecret ? {} : { example: shown }),
  });
  return false;
}

/** Reports that a mapping lacks a key that it needs; `node` is where it is told. Always false, as `wrongType` is. */
export function missingKey(node: Pick<Node, 'at'>, key: string, trail: Trail): false {
  report(trail, node, 'missing-key', { key, where: formatPath(pathOf(trail)) });
  return false;
}

function isNamedAsSecret(key: string): boolean {
  const entry = `${key}: x`;
  return maskSecrets(entry) !== entry;
}

/** The value in one of the expected forms, where that is plain to see. */
function exampleFor(node: Node, expected: readonly string[], key: string): string | undefined {
  if (node.kind !== 'scalar' || node.value === null || typeof node.value === 'object') {
    if (isNullScalar(node)) return `a value, or remove ${key}`;
    if (node.kind === 'map' && expected.includes('a list')) return "a list: '- ' before each item";
    return node.kind === 'map' && expected.includes('text')
      ? 'a text; quote it if it has a colon'
      : undefined;
  }
  const found = shortened(maskSecrets(String(node.value)));
  if (expected.includes('text')) return `it in quotes: "${found}"`;
  if (expected.length === 1 && expected.includes('a list'))
    return `it as a list: [${typeof node.value === 'string' ? JSON.stringify(found) : found}]`;
  if (expected.includes('an integer')) return 'a whole number, such as 3';
  if (expected.includes('a number')) return 'a number, such as 0.5';
  return expected.includes('a boolean') ? 'true or false' : undefined;
}

function isNullScalar(node: Node): boolean {
  return node.kind === 'scalar' && node.value === null;
}

/** The beginning of a text, for findings. */
export function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
