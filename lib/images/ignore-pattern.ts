/**
 * The patterns of `.dockerignore` files. Our own, since @balena/dockerignore 1.0.2 differs from BuildKit in 20 of the 98
 * files that test/images/engine compares (`app/(auth)`, `a+b`, `**b`, `log` + `!log/deep/y` + `log/deep`, patterns that
 * BuildKit refuses), and keeps every path that it was asked about.
 */

/** One cleaned pattern of a `.dockerignore` file. */
export interface IgnorePattern {
  /** It began with `!`: what it matches is taken back into the context. */
  readonly takesBack: boolean;
  /** The pattern without its `!`. */
  readonly text: string;
  /** Whether it matches this very path; what lies below a matching folder is the caller's business. */
  readonly matches: (path: string) => boolean;
}

/**
 * Compiles a pattern as BuildKit does (github.com/moby/patternmatcher). Undefined for a pattern that BuildKit refuses.
 * `*` and `?` stop at slashes, `**` does not, `[…]` is a class, `\` takes the next character as it is; there is no
 * `{a,b}` and no `[!…]`.
 */
export function compileIgnorePattern(text: string): IgnorePattern | undefined {
  const takesBack = text.startsWith('!');
  const pattern = takesBack ? text.slice(1) : text;
  if (pattern === '' || !isWellFormed(pattern)) return undefined;
  const matches = matcher(pattern);
  return matches === undefined ? undefined : { takesBack, text: pattern, matches };
}

function matcher(pattern: string): IgnorePattern['matches'] | undefined {
  if (!/[*?[\]\\]/.test(pattern)) return (path) => path === pattern;
  const tail = /^\*\*(\/?)([^*?[\]\\]*)$/.exec(pattern);
  if (tail !== null) {
    const [, slash = '', name = ''] = tail;
    return (path) => path.endsWith(slash + name) || (slash !== '' && path === name);
  }
  const head = /^([^*?[\]\\]*)\*\*\/?$/.exec(pattern)?.[1];
  if (head !== undefined) return (path) => path.startsWith(head);
  try {
    const regexp = new RegExp(`^${toRegExp(pattern)}$`, 'u');
    return (path) => regexp.test(path);
  } catch {
    return undefined;
  }
}

function toRegExp(pattern: string): string {
  const part = /(?<star>\*\*?\/?)|\?|\\(?<escaped>.)|\[(?<not>\^?)(?<members>(?:\\.|[^\\\]])+)\]|[^]/gsu;
  return Array.from(pattern.matchAll(part), ({ 0: match, index, groups = {} }) => {
    const { star, escaped, not, members } = groups;
    const isLast = index + match.length === pattern.length;
    if (star?.startsWith('**') === true) return isLast ? '.*' : '(?:.*/)?';
    if (star !== undefined) return `[^/]*${star.slice(1)}`;
    if (match === '?') return '[^/]';
    if (members !== undefined) return `[${not}${members.replace(/(\\?)([^])/gu, quoteMember)}]`;
    return quote(escaped ?? match);
  }).join('');
}

// BuildKit leaves `^` and `|` their meaning in regular expressions.
function quote(character: string): string {
  return /[\\$.*+?()[\]{}/]/.test(character) ? `\\${character}` : character;
}

function quoteMember(_: string, slash: string, member: string): string {
  const isOdd = /[\\[\]^&]/.test(member) || (slash !== '' && member === '-');
  return isOdd ? `\\${member}` : member;
}

// The syntax of Go's filepath.Match, which BuildKit checks first: classes are closed, not empty, their ranges complete.
function isWellFormed(pattern: string): boolean {
  const member = String.raw`(?:\\[^]|[^\\\]-])`;
  return new RegExp(
    String.raw`^(?:\\[^]|\[(?:\^(?!\])|(?!\^))(?:${member}(?:-${member})?)+\]|[^\\[])*$`,
    'u',
  ).test(pattern);
}
