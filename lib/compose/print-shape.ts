/**
 * The shape of what `docker compose config` prints: the order of the keys, which are fixed by the specification and
 * which are the user's own, and what only one of the two formats shows.
 */

/** A value of the printed project. `plain`: whatever it holds, its maps in the order of their keys. */
export type Shape =
  | { readonly kind: 'plain' }
  | { readonly kind: 'float' }
  | { readonly kind: 'ulimit' }
  /** `id=path`, which is printed `id: path`. */
  | { readonly kind: 'ssh' }
  | { readonly kind: 'each'; readonly shape: Shape }
  | Struct;

/** A map with the keys of the specification, in their order; `x-` keys come last, in YAML only. */
export interface Struct {
  readonly kind: 'struct';
  readonly fields: ReadonlyMap<string, Shape>;
  /** Values of keys that are printed even when they are not set. */
  readonly always?: Readonly<Record<string, unknown>>;
  /** The same for JSON alone. */
  readonly alwaysInJson?: Readonly<Record<string, unknown>>;
  /** True for a value that says nothing, or that neither format shows. */
  readonly omits?: (key: string, value: unknown, whole: object) => boolean;
  /** The names of the keys in JSON, where they differ. */
  readonly jsonNames?: Readonly<Record<string, string>>;
}

/** Whatever it holds. */
export const plain: Shape = { kind: 'plain' };
/** A number that YAML writes as a float. */
export const float: Shape = { kind: 'float' };
/** A list or map whose items or entries have this shape. */
export function each(shape: Shape): Shape {
  return { kind: 'each', shape };
}

/** A map with these keys, in this order; those without a shape here are plain. */
export function struct(
  keys: string,
  shapes: Readonly<Record<string, Shape>> = {},
  extras: Omit<Struct, 'kind' | 'fields'> = {},
): Struct {
  return {
    kind: 'struct',
    fields: new Map(keys.split(' ').map((key) => [key, shapes[key] ?? plain])),
    ...extras,
  };
}
