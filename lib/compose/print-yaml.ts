import { byNaturalOrder } from './natural-order.js';
import { projectShape, type Shape, type Struct } from './print-shape.js';
import { yamlText, type Writable } from './yaml-text.js';

/** The project as `docker compose config` prints it in YAML, dollar signs doubled so that it can be loaded again. */
export function printYaml(project: object): string {
  return yamlText(arrange(project, projectShape)).replaceAll('$', '$$$$');
}

/** Plain data as YAML, maps in the order of their keys. */
export function plainYaml(value: unknown): string {
  return yamlText(arrange(value, { kind: 'plain' }));
}

function arrange(value: unknown, shape: Shape): Writable {
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
  if (typeof value === 'number') return shape.kind === 'float' ? { float: value } : value;
  return typeof value === 'bigint' || typeof value === 'boolean' ? value : String(value);
}

function sortedEntries(value: object, shape: Shape): readonly (readonly [string, Writable])[] {
  return Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .toSorted(([a], [b]) => byNaturalOrder(a, b))
    .map(([key, entry]) => [key, arrange(entry, shape)]);
}

function structEntries(
  value: object,
  { fields, always = {} }: Struct,
): readonly (readonly [string, Writable])[] {
  const entries = new Map(Object.entries({ ...always, ...value }));
  const known = [...fields].flatMap(([key, shape]): readonly (readonly [string, Writable])[] => {
    const entry = entries.get(key);
    return entry === undefined ? [] : [[key, arrange(entry, shape)]];
  });
  const own = Object.fromEntries([...entries].filter(([key]) => !fields.has(key)));
  return [...known, ...sortedEntries(own, { kind: 'plain' })];
}

// A limit of zero is printed as two zeros.
function arrangeUlimit(value: unknown): Writable {
  if (typeof value === 'number' && value !== 0) return value;
  const { soft = 0, hard = 0 } = Object(value) as { readonly soft?: number; readonly hard?: number };
  return new Map([
    ['soft', soft],
    ['hard', hard],
  ]);
}
