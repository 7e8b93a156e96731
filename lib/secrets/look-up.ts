import type { SecretStore } from '../aws/secret-store.js';
import { diagnose, type Checked } from '../diagnostics/diagnostic.js';
import { beingDeleted, refused, type Pushed } from './pushed.js';
import { keysOf, lackingKeys } from './secret-value.js';
import type { WantedSecret } from './wanted-secrets.js';

/**
 * Finds an external secret and records where it is. No version: it belongs to others, who change it when they like,
 * and tasks read what is current when they start. Its value is read only when services read it by keys.
 */
export async function lookUp(wanted: WantedSecret, store: SecretStore): Promise<Checked<Pushed>> {
  const { origin, keys, binding, path } = wanted;
  const name = origin.kind === 'named' ? origin.name : origin.kind === 'secret' ? origin.arn : wanted.name;
  const { value: stored, diagnostics } = await store.find(name);
  if (stored === undefined) return { value: undefined, diagnostics };
  if (stored === 'absent')
    return refused(diagnose('secret-not-found', { secret: binding.key, name }, { path }));
  if (stored.isBeingDeleted) return beingDeleted(name);
  const { arn, kmsKey } = stored;
  const place = { arn, ...(kmsKey === undefined ? {} : { kmsKey }) };
  if (keys === undefined) return { value: { outcome: 'found', binding: place }, diagnostics: [] };

  const current = await store.current(arn);
  if (current.value === undefined) return { value: undefined, diagnostics: current.diagnostics };
  const held = current.value === 'absent' ? undefined : keysOf(current.value.value ?? '');
  if (held === undefined) {
    const because = 'services read keys of it, and it is no JSON object with texts';
    return refused(diagnose('secret-value-unfit', { what: wanted.what, because }, { path }));
  }
  const lacking = lackingKeys(keys, held, wanted);
  return lacking.length > 0
    ? { value: undefined, diagnostics: lacking }
    : { value: { outcome: 'found', binding: { ...place, keys: held } }, diagnostics: [] };
}
