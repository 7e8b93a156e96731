import type { Support } from '../key.js';
import type { Shape } from './shape.js';

/** An extension key of the `x-aws-…` family: where it stands, what it takes, what becomes of it. */
export interface ExtensionKey<T = unknown> {
  readonly key: `x-aws-${string}`;
  /** Attribute paths of the mappings that may hold it, dotted; `*` stands for any name or index, '' for the top level. */
  readonly places: readonly string[];
  /** For editors: what it does, one sentence. */
  readonly describes: string;
  readonly shape: Shape<T>;
  readonly support: Support<unknown>;
}

/** Types an extension key; the value's type follows from its shape. */
export function extensionKey<T>(key: ExtensionKey<T>): ExtensionKey<T> {
  return key;
}

/** What a mapping of the project states under an extension key; undefined when absent, or broken: that is told elsewhere. */
export function stated<T>(holder: object | undefined, { key, shape }: ExtensionKey<T>): T | undefined {
  const value = (holder as Readonly<Record<string, unknown>> | undefined)?.[key];
  if (value === undefined || value === null) return undefined;
  const read = shape.read(value);
  return read.ok ? read.value : undefined;
}
