import { byCodePoint } from '../syntax/grammars/code-point-order.js';
import { projectShape, type Shape, type Struct } from './print-shape.js';

/**
 * The project as `docker compose config --format json` prints it, dollar signs doubled so that it can be loaded again.
 * It lacks the `models` of the top level and all `x-` keys but those of the top level, as the original does.
 */
export function printJson(project: object): string {
  const { models: _, ...printed } = Object.fromEntries(Object.entries(project));
  const { name, services = {}, ...rest } = printed;
  const extensions = Object.entries(rest).filter(([key]) => !projectShape.fields.has(key));
  const resources = Object.entries(rest).filter(([key]) => projectShape.fields.has(key));
  const entries = [['name', name ?? ''], ['services', services], ...resources, ...extensions] as [
    string,
    unknown,
  ][];
  const lines: string[] = [];
  const top = new Map(
    entries
      .toSorted(([a], [b]) => byCodePoint(a, b))
      .map(([key, value]) => [key, arrange(value, projectShape.fields.get(key) ?? { kind: 'plain' })]),
  );
  write(top, '', '', lines);
  return lines.join('').replaceAll('$', '$$$$');
}

/** Plain data as JSON in the same layout, maps in the order of their keys. */
export function plainJson(value: unknown): string {
  const lines: string[] = [];
  write(arrange(value, { kind: 'plain' }), '', '', lines);
  return lines.join('');
}

type Json = string | number | bigint | boolean | null | readonly Json[] | ReadonlyMap<string, Json>;

function arrange(value: unknown, shape: Shape): Json {
  if (value === null || value === undefined) return null;
  if (shape.kind === 'ulimit') return arrangeUlimit(value);
  if (Array.isArray(value)) {
    const item: Shape = shape.kind === 'each' ? shape.shape : { kind: 'plain' };
    return value.map((entry) => arrange(entry, item));
  }
  if (typeof value === 'object') {
    return new Map(
      shape.kind === 'struct'
        ? structEntries(value, shape)
        : sortedEntries(value, shape.kind === 'each' ? shape.shape : shape),
    );
  }
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return value;
  return String(value);
}

function sortedEntries(value: object, shape: Shape): readonly (readonly [string, Json])[] {
  return Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .toSorted(([a], [b]) => byCodePoint(a, b))
    .map(([key, entry]) => [key, arrange(entry, shape)]);
}

function structEntries(value: object, struct: Struct): readonly (readonly [string, Json])[] {
  const { fields, always = {}, alwaysInJson = {}, jsonNames = {} } = struct;
  const entries = new Map(Object.entries({ ...always, ...alwaysInJson, ...value }));
  return [...fields].flatMap(([key, shape]): readonly (readonly [string, Json])[] => {
    const entry = entries.get(key);
    return entry === undefined ? [] : [[jsonNames[key] ?? key, arrange(entry, shape)]];
  });
}

// A limit of zero counts as not set.
function arrangeUlimit(value: unknown): Json {
  if (typeof value === 'number' && value !== 0) return value;
  const { soft = 0, hard = 0 } = Object(value) as { readonly soft?: number; readonly hard?: number };
  return new Map([
    ...(soft === 0 ? [] : [['soft', soft] as const]),
    ...(hard === 0 ? [] : [['hard', hard] as const]),
  ]);
}

function write(value: Json, lead: string, indent: string, parts: string[]): void {
  const inner = `${indent}  `;
  if (value instanceof Map && value.size > 0) {
    const map = value as ReadonlyMap<string, Json>;
    let separator = `${lead}{\n`;
    for (const [key, entry] of map) {
      write(entry, `${separator}${inner}${quote(key)}: `, inner, parts);
      separator = ',\n';
    }
    parts.push(`\n${indent}}`);
  } else if (Array.isArray(value) && value.length > 0) {
    const list = value as readonly Json[];
    let separator = `${lead}[\n`;
    for (const entry of list) {
      write(entry, separator + inner, inner, parts);
      separator = ',\n';
    }
    parts.push(`\n${indent}]`);
  } else {
    const empty = value instanceof Map ? '{}' : Array.isArray(value) ? '[]' : undefined;
    parts.push(lead + (empty ?? (typeof value === 'string' ? quote(value) : String(value))));
  }
}

// Go escapes what a browser could take for HTML, and the line separators that JavaScript once did not take.
function quote(text: string): string {
  return JSON.stringify(text).replace(/[<>&\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}
