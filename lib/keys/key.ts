/**
 * One Compose key, one module: its syntax (how it is read, merged, expanded), what becomes of it on ECS (support) and
 * the facts that it alone decides (plan). Keys state facts; what relates several keys is a pass in lib/plan.
 */
import type { ContainerSettings } from '../model/deployment-plan.js';
import type { Syntax } from '../syntax/syntax.js';

/** What becomes of a key on ECS: done, done in part, of no meaning outside a laptop, or refused. */
export type SupportLevel = 'full' | 'partial' | 'ignored' | 'rejected';

export interface Support<T> {
  readonly level: SupportLevel;
  /** One sentence for the support table and for the account of keys; the reason, unless the level is `full`. */
  readonly because: string;
  /** The way out, where there is one. */
  readonly instead?: string;
  /** Attribute paths below this key, dotted, that are not carried over in this value. */
  readonly dropped?: (value: T) => readonly string[];
}

export interface ServiceKey<K extends string, T> {
  readonly key: K;
  readonly syntax: Syntax<T>;
  readonly support: Support<T>;
  /** The container settings that this key alone decides. Two keys that set one field are a bug. */
  readonly plan?: (value: T) => ContainerSettings;
}

/** Types a key's module; the value's type follows from `syntax`. */
export function serviceKey<K extends string, T>(key: ServiceKey<K, T>): ServiceKey<K, T> {
  return key;
}
