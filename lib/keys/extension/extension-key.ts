import type { Support } from '../key.js';

/** An extension key of the `x-aws-…` family: where it stands, what it takes, what becomes of it. */
export interface ExtensionKey {
  readonly key: `x-aws-${string}`;
  /** Attribute paths of the mappings that may hold it, dotted; `*` stands for any name or index, '' for the top level. */
  readonly places: readonly string[];
  /** What is wrong with a value; undefined: nothing. */
  readonly problem: (value: unknown) => string | undefined;
  readonly support: Support<unknown>;
}

/** The check of a value that is one of these words. */
export function oneOf(...words: readonly string[]): ExtensionKey['problem'] {
  return (value) => (words.includes(String(value)) ? undefined : `must be ${words.join(' or ')}`);
}

/** The check of a whole number in a range. */
export function wholeNumber(least: number, most: number): ExtensionKey['problem'] {
  return (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
      ? undefined
      : `must be a whole number from ${least} to ${most}`;
}

/** The check of a text, or of a mapping with these keys and no others. */
export function textOr(...keys: readonly string[]): ExtensionKey['problem'] {
  return (value) => (typeof value === 'string' ? undefined : mappingOf(...keys)(value));
}

/** The check of a mapping with these keys and no others. */
export function mappingOf(...keys: readonly string[]): ExtensionKey['problem'] {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return `must be a mapping with ${keys.join(', ')}`;
    }
    const unknown = Object.keys(value).find((key) => !keys.includes(key));
    return unknown === undefined ? undefined : `knows no '${unknown}', only ${keys.join(', ')}`;
  };
}
