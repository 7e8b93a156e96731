import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { SecretBinding } from '../model/bindings.js';

/** A secret brought up to date. */
export interface Pushed {
  /** `kept`: its value is not on this machine; `found`: it is external, and was looked up. */
  readonly outcome: 'created' | 'changed' | 'unchanged' | 'kept' | 'found';
  readonly binding: SecretBinding;
}

/** The failure of one secret. */
export function refused(finding: Diagnostic): Checked<Pushed> {
  return { value: undefined, diagnostics: [finding] };
}

/** A secret that Secrets Manager is about to delete. */
export function beingDeleted(name: string): Checked<Pushed> {
  return refused(diagnose('secret-being-deleted', { name }));
}
