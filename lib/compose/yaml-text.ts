/** Writes plain data as block YAML, in the layout of `docker compose config`: two spaces a level, lists indented. */
import { goFloatText } from '../syntax/grammars/go-format.js';
import type { Arranged, FloatNumber } from './arrange.js';
import { foldText, scalarText } from './yaml-scalar.js';

// A key longer than this cannot stand before a colon.
const LONGEST_KEY = 128;

/** The YAML document of a value, with its last line break. */
export function yamlText(value: Arranged): string {
  const lines: string[] = [];
  writeBlock(value, '', '', lines);
  return `${lines.join('\n')}\n`;
}

/**
 * Appends the lines of `value`. `lead` is what the first line starts with, up to an indicator (`key:`, `-`) if there is
 * one; the following lines start with `indent`.
 */
function writeBlock(value: Arranged, lead: string, indent: string, lines: string[]): void {
  const space = lead === '' || lead.endsWith(' ') ? '' : ' ';
  if (isMap(value) && value.size > 0) writeMap(value, lead, indent, lines);
  else if (isList(value) && value.length > 0) writeList(value, lead, indent, lines);
  else if (typeof value === 'string') writeText(value, lead + space, indent, lines);
  else lines.push(`${lead}${space}${isMap(value) ? '{}' : isList(value) ? '[]' : wordOf(value)}`);
}

function writeMap(map: ReadonlyMap<string, Arranged>, lead: string, indent: string, lines: string[]): void {
  let first = startsInline(lead, lines);
  for (const [key, value] of map) {
    const start = first ?? indent;
    first = undefined;
    const simple = !/[\r\n\u0085\u2028\u2029]/.test(key) && Buffer.byteLength(key) <= LONGEST_KEY;
    if (simple) {
      const written = scalarText(key, true);
      writeBlock(value, `${start}${written.kind === 'flow' ? written.text : ''}:`, `${indent}  `, lines);
    } else {
      writeText(key, `${start}? `, `${indent}  `, lines);
      writeBlock(value, `${indent}: `, `${indent}  `, lines);
    }
  }
}

function writeList(list: readonly Arranged[], lead: string, indent: string, lines: string[]): void {
  let first = startsInline(lead, lines);
  for (const item of list) {
    writeBlock(item, `${first ?? indent}- `, `${indent}  `, lines);
    first = undefined;
  }
}

/** A collection goes on in the line of `- ` or `: `, but starts a new one after `key:`; undefined for a new line. */
function startsInline(lead: string, lines: string[]): string | undefined {
  if (!lead.endsWith(':')) return lead;
  lines.push(lead);
  return undefined;
}

function writeText(text: string, lead: string, indent: string, lines: string[]): void {
  const written = scalarText(text);
  if (written.kind === 'flow') {
    lines.push(lead + foldText(written.text, Array.from(lead).length, indent));
    return;
  }
  lines.push(lead + written.header);
  for (const line of written.lines) lines.push(line === '' ? '' : indent + line);
}

function wordOf(value: number | bigint | boolean | null | FloatNumber): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(BigInt(value)) : goFloatText(value);
  return typeof value === 'object' && value !== null ? goFloatText(value.float) : String(value);
}

function isMap(value: Arranged): value is ReadonlyMap<string, Arranged> {
  return value instanceof Map;
}

function isList(value: Arranged): value is readonly Arranged[] {
  return Array.isArray(value);
}
