/**
 * One Compose key, one module: its syntax (how it is read, merged, expanded), what becomes of it on ECS (support) and
 * the facts that it alone decides (plan). Keys state facts; what relates several keys is a pass in lib/plan.
 */
import type { ContainerSettings } from '../model/deployment-plan.js';
import type { Syntax } from '../syntax/syntax.js';

/** What becomes of a key on ECS: done, done in part, of no meaning outside a laptop, or refused. */
export type SupportLevel = 'full' | 'partial' | 'ignored' | 'rejected';

/** What becomes of a key or of a part of its value, and why. */
export interface Verdict {
  readonly level: SupportLevel;
  /** One sentence for the support table and for the account of keys; the reason, unless the level is `full`. */
  readonly because: string;
  /** The way out, where there is one. */
  readonly instead?: string;
  /** A partial or ignored key whose loss the application would notice: worth a warning, not only a row in the account. */
  readonly noticeable?: boolean;
}

/** The verdict of a key. */
export interface Support<T> extends Verdict {
  /** Parts of the value that fare otherwise, by attribute path below the key, dotted; `*` stands for any name or index. */
  readonly parts?: Readonly<Record<string, PartVerdict>>;
  /** Where the verdict depends on the value: the verdict of this one, or undefined for the key's own. */
  readonly judge?: (value: T) => Verdict | undefined;
}

/** The verdict of a part of a value. */
export interface PartVerdict extends Verdict {
  /** Holds only for such values of the part; absent: for every value. */
  readonly when?: (value: unknown) => boolean;
}

/** The verdict of a key that is done whole; says what it becomes. */
export function full(because: string): Support<unknown> {
  return { level: 'full', because };
}

/** The verdict of a key that means nothing where the project is deployed. */
export function ignored(because: string, instead?: string): Support<unknown> {
  return { level: 'ignored', because, ...(instead === undefined ? {} : { instead }) };
}

/** Stands in a key's module until its verdict is written; a test refuses it. */
export const unjudged: Support<unknown> = { level: 'rejected', because: 'not judged yet' };

/** A key of the Compose Specification: of the top level, a resource, `build` or `deploy`. */
export interface ComposeKey<K extends string, T> {
  readonly key: K;
  readonly syntax: Syntax<T>;
  readonly support: Support<T>;
}

/** Types a key's module; the value's type follows from `syntax`. */
export function composeKey<K extends string, T>(key: ComposeKey<K, T>): ComposeKey<K, T> {
  return key;
}

/** What every key has, whatever its value is. */
export interface AnyKey {
  readonly key: string;
  readonly syntax: Syntax<unknown>;
}

/** The fields of a map that has these keys, for `object`. */
export type FieldsOf<Keys extends readonly AnyKey[]> = {
  readonly [Key in Keys[number] as Key['key']]: Key['syntax'];
};

/** The syntaxes of keys, by key. */
export function fieldsOf<const Keys extends readonly AnyKey[]>(keys: Keys): FieldsOf<Keys> {
  return Object.fromEntries(keys.map(({ key, syntax }) => [key, syntax])) as FieldsOf<Keys>;
}

/** A key of a service. */
export interface ServiceKey<K extends string, T> extends ComposeKey<K, T> {
  /** The container settings that this key alone decides. Two keys that set one field are a bug. */
  readonly plan?: (value: T) => ContainerSettings;
}

/** Types a key's module; the value's type follows from `syntax`. */
export function serviceKey<K extends string, T>(key: ServiceKey<K, T>): ServiceKey<K, T> {
  return key;
}
