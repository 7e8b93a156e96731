/** Writes plain data as JSON to the byte as Go does. */
import type { Arranged } from './arrange.js';

/** JSON in lines, two spaces a level, without a last line break. */
export function jsonText(value: Arranged): string {
  return text(value, '\n', '  ', ' ');
}

/** JSON without any white space. */
export function compactJson(value: Arranged): string {
  return text(value, '', '', '');
}

function text(value: Arranged, lineBreak: string, step: string, space: string): string {
  if (typeof value === 'string') return quote(value);
  if (value === null || typeof value !== 'object') return String(value);
  if ('float' in value) return String(value.float);
  const inner = lineBreak + step;
  const [open, close, items] = isList(value)
    ? ['[', ']', value.map((item) => text(item, inner, step, space))]
    : [
        '{',
        '}',
        [...value].map(([key, entry]) => `${quote(key)}:${space}${text(entry, inner, step, space)}`),
      ];
  return items.length === 0 ? open + close : `${open}${inner}${items.join(`,${inner}`)}${lineBreak}${close}`;
}

// Go escapes what a browser could take for HTML, and the line separators that JavaScript once did not take.
function quote(value: string): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

function isList(value: object): value is readonly Arranged[] {
  return Array.isArray(value);
}
