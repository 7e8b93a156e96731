/**
 * Brings Secrets Manager up to date with the values on this machine, and the bindings with Secrets Manager. One secret
 * after the other, each in an order that can be broken off anywhere: what was written is found again by its name and
 * by its value, and what failed leaves the bindings as they were.
 */
import { randomUUID } from 'node:crypto';
import type { SecretStore } from '../aws/secret-store.js';
import { hasErrors, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Bindings } from '../model/bindings.js';
import { lookUp } from './look-up.js';
import { pushOne } from './push-one.js';
import type { Pushed } from './pushed.js';
import { localValue, type LocalValues } from './secret-value.js';
import type { WantedSecret } from './wanted-secrets.js';

/** What is pushed, and where to. */
export interface PushRequest {
  readonly wanted: readonly WantedSecret[];
  readonly bindings: Bindings;
  /** Tags of what is made, which also tell whose a secret is. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What became of one secret. */
export interface PushOutcome {
  readonly what: string;
  readonly name: string;
  readonly outcome: Pushed['outcome'] | 'failed';
}

/** The bindings as they are to be written, also after a failure. */
export interface PushReport {
  readonly bindings: Bindings;
  readonly outcomes: readonly PushOutcome[];
}

/** What a push reaches out to. */
export interface PushPorts {
  readonly store: SecretStore;
  readonly local: LocalValues;
  /** Gives ids to versions. */
  readonly newVersion?: () => string;
}

/** Its value is there whatever failed. */
export async function pushSecrets(
  { wanted, bindings, tags }: PushRequest,
  { store, local, newVersion = randomUUID }: PushPorts,
): Promise<Checked<PushReport> & { readonly value: PushReport }> {
  const found: Diagnostic[] = [];
  const outcomes: PushOutcome[] = [];
  let updated = bindings;
  // A mistake in any value is told before the first one is written.
  const values = wanted.map((secret) => [secret, localValue(secret, local)] as const);
  const isBroken = values.some(([, { diagnostics }]) => hasErrors(diagnostics));
  for (const [secret, { value, diagnostics }] of values) {
    const { section, key } = secret.binding;
    const bound = bindings[section]?.[key];
    const isExternal = secret.origin.kind === 'named' || secret.origin.kind === 'secret';
    const name = secret.origin.kind === 'named' ? secret.origin.name : secret.name;
    found.push(...diagnostics);
    const pushed: Checked<Pushed> =
      isBroken || value === undefined
        ? { value: undefined, diagnostics: [] }
        : isExternal
          ? await lookUp(secret, store)
          : await pushOne({ secret, value, bound, tags }, { store, newVersion });
    found.push(...pushed.diagnostics.map((finding) => ({ ...finding, path: secret.path })));
    outcomes.push({ what: secret.what, name, outcome: pushed.value?.outcome ?? 'failed' });
    if (pushed.value !== undefined)
      updated = { ...updated, [section]: { ...updated[section], [key]: pushed.value.binding } };
  }
  return { value: { bindings: updated, outcomes: isBroken ? [] : outcomes }, diagnostics: found };
}
