/** Maps whose keys the Compose Specification names, and maps whose keys the user chooses. */
import { anything, plain } from './anything.js';
import { mapNode } from './node.js';
import type { MapNode, Node } from './node.js';
import { missingKey, shortened, wrongType } from './shape.js';
import { suggest } from './suggest.js';
import type { Syntax, ValueOf } from './syntax.js';
import { formatPath, pathOf, report, within } from './trail.js';
import type { Trail } from './trail.js';

/** The keys of a map with the syntax of each. */
export type Fields = Readonly<Record<string, Syntax<unknown>>>;

/** What extension keys (`x-…`) hold: anything. */
export type Extensions = Readonly<Record<`x-${string}`, unknown>>;

/** The value of a map with these fields; the required ones are always there. */
export type ObjectOf<F extends Fields, R extends keyof F = never> = {
  readonly [K in R]: ValueOf<F[K]>;
} & { readonly [K in Exclude<keyof F, R>]?: ValueOf<F[K]> } & Extensions;

/** Which keys must be there, and what becomes of others. */
export interface ObjectOptions<R> {
  /** Keys that must be written. */
  readonly required?: readonly R[];
  /** Keys that the loaded model always has, though a file may leave them out. */
  readonly always?: readonly R[];
  /** `false`: extension keys are refused too. `'any'`: every unknown key is taken, and dropped. */
  readonly extensible?: boolean | 'any';
  /** `false`: extension keys are taken, but the model has no place for them. */
  readonly keepsExtensions?: boolean;
  /** `false`: in the model an empty one is not there. */
  readonly keepsEmpty?: boolean;
}

/** A map of named keys. */
export function object<F extends Fields, const R extends keyof F & string = never>(
  fields: F,
  options: ObjectOptions<R> = {},
): Syntax<ObjectOf<F, R>> {
  const table = new Map(Object.entries(fields));
  const { required = [], extensible = true, keepsEmpty = true } = options;
  const keepsExtensions = options.keepsExtensions ?? extensible === true;
  return {
    entry: (key) => table.get(key) ?? (key.startsWith('x-') ? anything : undefined),
    accepts: (node, trail) => {
      if (node.kind !== 'map') return wrongType(node, ['a mapping'], trail);
      let accepted = true;
      for (const [key, value] of node.map)
        accepted = acceptsEntry({ key, value, table, extensible }, trail) && accepted;
      for (const key of required) accepted = hasRequired(node, key, trail) && accepted;
      return accepted;
    },
    read: (node, trail) => readObject(node, { table, keepsExtensions }, trail) as ObjectOf<F, R> | undefined,
    keepsEmpty,
  };
}

interface Entry {
  readonly key: string;
  readonly value: Node;
  readonly table: ReadonlyMap<string, Syntax<unknown>>;
  readonly extensible: boolean | 'any';
}

function acceptsEntry({ key, value, table, extensible }: Entry, trail: Trail): boolean {
  const syntax = table.get(key);
  if (syntax !== undefined) return syntax.accepts(value, within(trail, key));
  if (extensible === 'any' || (extensible && key.startsWith('x-')))
    return anything.accepts(value, within(trail, key));
  const where = formatPath(pathOf(trail)) || 'the top level';
  report(within(trail, key), { at: value.key ?? value.at }, 'unknown-key', {
    key: shortened(key),
    where,
    ...suggest(key, [...table.keys()]),
  });
  return false;
}

function hasRequired(node: MapNode, key: string, trail: Trail): boolean {
  return node.map.has(key) || missingKey({ at: node.key ?? node.at }, key, trail);
}

interface Reading {
  readonly table: Entry['table'];
  readonly keepsExtensions: boolean;
}

function readObject(node: Node, { table, keepsExtensions }: Reading, trail: Trail): object | undefined {
  if (node.kind !== 'map') {
    if (node.kind !== 'scalar' || node.value !== null) wrongType(node, ['a mapping'], trail);
    return undefined;
  }
  const value: Record<string, unknown> = {};
  for (const [key, child] of node.map) {
    const syntax = table.get(key);
    if (syntax !== undefined) {
      const read = syntax.read(child, within(trail, key));
      if (read !== undefined && (syntax.keepsEmpty === true || !isEmpty(read))) value[key] = read;
    } else if (keepsExtensions && key.startsWith('x-')) value[key] = plain(child);
  }
  return value;
}

function isEmpty(value: unknown): boolean {
  if (value === '' || value === 0 || value === false) return true;
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

/** Which names a map takes. */
export interface MapOptions {
  /** What a name must look like; without it any name but the empty one. */
  readonly names?: RegExp;
  /** `x-…` is a name here, not an extension key. */
  readonly namesMayStartWithX?: boolean;
  /** Entries with other names are taken too, and not looked at. */
  readonly open?: boolean;
  readonly keepsEmpty?: boolean;
}

/** A map from the user's names to values. */
export function mapOf<T>(value: Syntax<T>, options: MapOptions = {}): Syntax<Readonly<Record<string, T>>> {
  const { names = /./s, namesMayStartWithX = false, open = false } = options;
  return {
    entry: () => value,
    accepts: (node, trail) => {
      if (node.kind !== 'map') return wrongType(node, ['a mapping'], trail);
      let accepted = true;
      for (const [name, child] of node.map) {
        if (names.test(name)) accepted = value.accepts(child, within(trail, name)) && accepted;
        else if (open) accepted = anything.accepts(child, within(trail, name)) && accepted;
        else {
          accepted = false;
          report(within(trail, name), { at: child.key ?? child.at }, 'invalid-name', {
            name: shortened(name),
            where: formatPath(pathOf(trail)),
            pattern: names.source,
          });
        }
      }
      return accepted;
    },
    read: (node, trail) => {
      if (node.kind !== 'map') {
        if (node.kind !== 'scalar' || node.value !== null) wrongType(node, ['a mapping'], trail);
        return undefined;
      }
      const entries = namesMayStartWithX ? node : gatherExtensions(node);
      const result: [string, T][] = [];
      for (const [name, child] of entries.map) {
        // Read into a structure, the gathered extension keys are none of its fields.
        const lost = name === '#extensions' && value.entry !== undefined;
        const read = value.read(lost ? mapNode(new Map(), child) : child, within(trail, name));
        if (read !== undefined) result.push([name, read]);
      }
      return Object.fromEntries(result);
    },
    ...(options.keepsEmpty === undefined ? {} : { keepsEmpty: options.keepsEmpty }),
  };
}

/**
 * Compose takes `x-…` for an extension key even where users choose the names, and then prints all of them as one entry
 * called `#extensions`. We copy that, so that what we load is what `docker compose config` prints.
 */
export function gatherExtensions(node: MapNode): MapNode {
  const extensions = [...node.map].filter(([name]) => name.startsWith('x-'));
  const [first] = extensions;
  if (first === undefined) return node;
  const entries = new Map([...node.map].filter(([name]) => !name.startsWith('x-')));
  return mapNode(entries.set('#extensions', mapNode(new Map(extensions), first[1])), node);
}
