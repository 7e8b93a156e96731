import { nearest } from '../diagnostics/nearest.js';

// Comparing is quadratic; nobody mistypes a word of hundreds of letters, or reads a list of thousands of names.
const MAX_LENGTH = 64;
const MAX_CANDIDATES = 300;

/** `{ suggestion }` with the name that was probably meant, for a finding's values; empty if none is near. */
export function suggest(word: string, candidates: readonly string[]): { readonly suggestion?: string } {
  if (word.length > MAX_LENGTH || candidates.length > MAX_CANDIDATES) return {};
  const suggestion = nearest(word, candidates);
  return suggestion === undefined ? {} : { suggestion };
}
