import { parsed, refused, type Parsed } from './parsed.js';

/** A boolean in text, in any case; `deprecated` marks the words of YAML 1.1, which Compose takes with a warning. */
export function parseBoolean(text: string): Parsed<boolean> & { readonly deprecated?: boolean } {
  const word = text.toLowerCase();
  if (word === 'true' || word === 'false') return parsed(word === 'true');
  if (['y', 'yes', 'on'].includes(word)) return { ...parsed(true), deprecated: true };
  if (['n', 'no', 'off'].includes(word)) return { ...parsed(false), deprecated: true };
  return refused(`'${text}' is no boolean`);
}
