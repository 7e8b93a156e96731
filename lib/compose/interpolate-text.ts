/**
 * Variables in one text, as the Compose Specification's page "Interpolation" has them, with the exact grammar of
 * `docker compose`: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:+alternative}`,
 * `${NAME+alternative}`, `${NAME:?message}`, `${NAME?message}` and `$$` for a dollar sign.
 */

/** The text with its variables filled in, or why it cannot be. */
export type Interpolation = Outcome & VariablesUsed;

type Outcome =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly kind: 'format'; readonly problem: string }
  | { readonly ok: false; readonly kind: 'required'; readonly problem: string; readonly variable: string };

/** The variables that were looked up, each once, in the order of their first use. */
export interface VariablesUsed {
  readonly variables: readonly string[];
  /** Those without a value and without a default: an empty text stands for them, which deserves a warning. */
  readonly unset: readonly string[];
}

/** The value of a variable; undefined for one that is not set. */
export type LookUp = (name: string) => string | undefined;

// The Unicode fold makes `ſ` and `K` letters of a name, as it does in the reference.
const TOKEN = /\$(?:(\$)|([_a-z][_a-z0-9]*)|\{([_a-z][_a-z0-9]*)(:?[-+?]|\})|(\{))/giu;

// Defaults nest to any depth; past this one the text is an attack on the stack rather than a file.
const MAX_DEPTH = 200;

// Without the text: it may hold a secret, and the report's frame hides those.
const INVALID = "invalid variable: after '${' come a name, perhaps a default, and a '}'";

// Variables that double one another fill any memory; no file needs texts of this length.
const MAX_LENGTH = 32 * 1024 * 1024;

/** Fills in the variables of `text`. The values themselves are never looked into. */
export function interpolateText(text: string, lookUp: LookUp): Interpolation {
  // Nearly every text of a file goes this way.
  if (!text.includes('$')) return { ok: true, value: text, variables: [], unset: [] };
  const variables = new Set<string>();
  const unset = new Set<string>();
  const find = (name: string): string | undefined => {
    variables.add(name);
    return lookUp(name);
  };
  const outcome = substitute(text, find, (name) => unset.add(name), 0);
  return { ...outcome, variables: [...variables], unset: [...unset] };
}

function substitute(text: string, lookUp: LookUp, warn: (name: string) => void, depth: number): Outcome {
  if (depth > MAX_DEPTH) return { ok: false, kind: 'format', problem: 'variables are nested too deep' };
  const invalid: Outcome = { ok: false, kind: 'format', problem: INVALID };
  const token = new RegExp(TOKEN);
  const lastBrace = lastBraceOfLine(text);
  let value = '';
  let end = 0;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [, dollar, plain, name = plain ?? '', operator = '}', stray] = match;
    value += text.slice(end, match.index);
    if (value.length > MAX_LENGTH) return { ok: false, kind: 'format', problem: 'the text grows too long' };
    end = token.lastIndex;
    if (stray !== undefined) return invalid;
    if (dollar !== undefined) {
      value += '$';
      continue;
    }
    if (operator === '}') {
      const found = lookUp(name);
      if (found === undefined) warn(name);
      value += found ?? '';
      continue;
    }
    const last = lastBrace(end);
    if (last < 0) return invalid;
    const opened = end;
    const close = closingBrace(text, match.index, last) ?? last;
    const expand = (): Outcome => substitute(text.slice(opened, close), lookUp, warn, depth + 1);
    const outcome = operate(name, operator, lookUp, expand);
    if (!outcome.ok) return outcome;
    value += outcome.value;
    end = close + 1;
    token.lastIndex = end;
  }
  return { ok: true, value: value + text.slice(end) };
}

function operate(name: string, operator: string, lookUp: LookUp, expand: () => Outcome): Outcome {
  const found = lookUp(name);
  const present = found !== undefined && !(operator.startsWith(':') && found === '');
  if (operator.endsWith('+')) return present ? expand() : { ok: true, value: found ?? '' };
  if (present) return { ok: true, value: found };
  const expanded = expand();
  if (operator.endsWith('-') || !expanded.ok) return expanded;
  return { ok: false, kind: 'required', problem: expanded.value, variable: name };
}

/**
 * Where the braces that open at `start` are balanced again, by the count of the reference: the character after an
 * opening brace is skipped, so `{}` never closes. Undefined when the count does not come out up to `last`.
 */
function closingBrace(text: string, start: number, last: number): number | undefined {
  let open = 0;
  for (let index = start; index <= last; index++) {
    const character = text[index];
    if (character === '{') {
      open++;
      index++;
    } else if (character === '}' && --open === 0) return index;
  }
  return undefined;
}

/** Finds the last `}` of the line that a position stands in, or -1 if none follows; each line is searched once. */
function lastBraceOfLine(text: string): (position: number) => number {
  let lineEnd = -1;
  let brace = -1;
  return (position) => {
    if (position > lineEnd) {
      const newline = text.indexOf('\n', position);
      lineEnd = newline < 0 ? text.length : newline;
      brace = text.lastIndexOf('}', lineEnd);
    }
    return brace >= position ? brace : -1;
  };
}
