import { Scalar, visit } from 'yaml';
import type { Document } from 'yaml';

/**
 * A block text (`|`, `>`) at the very end of a file that ends without a line break has none either, as for Compose's
 * parser; YAML 1.2 and ours would give it one.
 */
export function trimLastBlock(documents: readonly Document[], text: string): void {
  const lastLine = text.slice(text.lastIndexOf('\n') + 1).trimStart();
  const last = documents.at(-1);
  if (lastLine === '' || last === undefined) return;
  visit(last, {
    Scalar: (_, scalar) => {
      const isBlock = scalar.type === Scalar.BLOCK_LITERAL || scalar.type === Scalar.BLOCK_FOLDED;
      const ending = `${lastLine}\n`;
      const { value, range } = scalar;
      if (!isBlock || typeof value !== 'string' || range?.[1] !== text.length) return;
      if (value.endsWith(ending)) scalar.value = value.slice(0, -1);
    },
  });
}
