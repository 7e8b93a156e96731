import type { ComposePath } from '../diagnostics/diagnostic.js';

/** Why a decision was taken: a short sentence, and the Compose key that it rests on. */
export interface Cause {
  readonly because: string;
  /** The attribute path of the key that decides: changing that key changes the decision. */
  readonly path: ComposePath;
  /** `compose.yaml:9:5`, the place of that key; undefined when no file says it (a project named after its folder). */
  readonly place: string | undefined;
}

/** A decision and why it was taken. */
export interface Decided<T> {
  readonly value: T;
  readonly cause: Cause;
}
