import { posix } from 'node:path';
import { compileIgnorePattern, type IgnorePattern } from './ignore-pattern.js';

/** What stays behind of a build context, by the rules of a `.dockerignore` file, in its order. */
export type IgnoreRules = readonly IgnorePattern[];

/** A `.dockerignore` file, read. */
export type IgnoreFile =
  | { readonly ok: true; readonly rules: IgnoreRules }
  /** The first line that BuildKit refuses; offsets are UTF-16 code units into the file's text. */
  | { readonly ok: false; readonly pattern: string; readonly start: number; readonly end: number };

/** Reads a `.dockerignore` file by BuildKit's rules (github.com/moby/patternmatcher, package ignorefile). */
export function parseIgnoreFile(text: string): IgnoreFile {
  const rules: IgnorePattern[] = [];
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const bare = index === 0 ? line.replace(/^\uFEFF/, '') : line;
    if (bare.startsWith('#') || bare.trim() === '') continue;
    const rule = compileIgnorePattern(cleaned(bare.trim()));
    if (rule === undefined)
      return { ok: false, pattern: bare.trim(), start: index, end: index + line.trimEnd().length };
    rules.push(rule);
  }
  return { ok: true, rules };
}

/** Which rules matched a path: what lies below it needs them. */
export type IgnoreMatches = readonly boolean[];

/**
 * Whether a path stays behind. The last rule that matches it, or a folder that it lies in, decides. As in BuildKit, a
 * rule that would change nothing for a folder is not tried on it, and so does not hold for what lies below.
 * @param above - What this function gave for the folder that holds the path; nothing for the context's own entries.
 */
export function isIgnored(
  rules: IgnoreRules,
  path: string,
  above: IgnoreMatches | undefined,
): { readonly ignored: boolean; readonly matches: IgnoreMatches } {
  let ignored = false;
  const matches = rules.map((rule, index) => {
    const isMatch = above?.[index] === true || (rule.takesBack === ignored && rule.matches(path));
    if (isMatch) ignored = !rule.takesBack;
    return isMatch;
  });
  return { ignored, matches };
}

/** Whether a `!` rule may take back something below an ignored folder: then the folder has to be searched. */
export function mayTakeBackBelow(rules: IgnoreRules, folder: string): boolean {
  return rules.some(({ takesBack, text }) => {
    if (!takesBack) return false;
    const fixed = text.replace(/\/\*\*?$/, '');
    return /[*?[\]\\]/.test(fixed) || `${fixed}/`.startsWith(`${folder}/`);
  });
}

// A pattern is a path: `/a/`, `./a` and `a/b/..` are all `a`.
function cleaned(pattern: string): string {
  const negation = pattern.startsWith('!') ? '!' : '';
  const bare = pattern.slice(negation.length).trim();
  if (bare === '') return negation;
  const path = posix.normalize(bare);
  return negation + (path === '/' ? path : path.replace(/^\/|\/$/g, ''));
}
