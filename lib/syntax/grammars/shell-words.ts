import { parsed, refused, type Parsed } from './parsed.js';

const SPACE = /[ \t\r\n]/;
const OPERATOR = /[;&|<>]/;
const ESCAPES: Readonly<Record<string, string>> = { t: '\t', n: '\n' };

/**
 * The words of a `command` or `entrypoint` given as one text. It is no shell: variables, globs and `~` stay as they
 * are, a `$(…)` or backtick group stays one word, and an unquoted `;`, `&`, `|`, `<` or `>` ends the command; what
 * follows is dropped, as Compose drops it.
 */
export function splitShellWords(text: string): Parsed<readonly string[]> {
  const words: string[] = [];
  // Quotes nest oddly in the reference: a backtick and single or double quotes can be open at once.
  const open = { single: false, double: false, backtick: false, dollar: false };
  let word = '';
  let started = false;
  let escaped = false;
  const unbalanced = refused('unbalanced quotes or parentheses in command');

  for (const character of text) {
    if (escaped) {
      word += ESCAPES[character] ?? character;
      started = true;
      escaped = false;
    } else if (character === '\\' && !open.single) {
      escaped = true;
    } else if (character === '\\') {
      word += character;
    } else if (SPACE.test(character)) {
      if (open.single || open.double || open.backtick || open.dollar) word += character;
      else if (started) {
        words.push(word);
        word = '';
        started = false;
      }
    } else if (character === '"' && !open.single && !open.dollar) {
      started ||= open.double;
      open.double = !open.double;
    } else if (character === "'" && !open.double && !open.dollar) {
      started ||= open.single;
      open.single = !open.single;
    } else if (OPERATOR.test(character) && !open.single && !open.double && !open.backtick && !open.dollar) {
      // A redirection's file descriptor belongs to it: `2>&1`.
      if (character === '>' && /^\d/.test(word)) started = false;
      break;
    } else {
      if (character === '`' && !open.single && !open.double && !open.dollar) open.backtick = !open.backtick;
      if (!open.single && !open.double && !open.backtick) {
        if (character === '(') {
          if (open.dollar || !word.endsWith('$')) return unbalanced;
          open.dollar = true;
        } else if (character === ')') {
          if (!open.dollar) return unbalanced;
          open.dollar = false;
        }
      }
      word += character;
      started = true;
    }
  }
  if (started) words.push(word);
  return escaped || Object.values(open).includes(true) ? unbalanced : parsed(words);
}
