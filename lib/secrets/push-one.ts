import type { SecretStore, StoredSecret } from '../aws/secret-store.js';
import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { SecretBinding } from '../model/bindings.js';
import { beingDeleted, refused, type Pushed } from './pushed.js';
import { withKept, type Absence, type StorableValue } from './secret-value.js';
import type { WantedSecret } from './wanted-secrets.js';

interface One {
  readonly secret: WantedSecret;
  readonly value: StorableValue | Absence;
  /** What the bindings say of it now. */
  readonly bound: SecretBinding | undefined;
  readonly tags: Readonly<Record<string, string>>;
}

interface Means {
  readonly store: SecretStore;
  readonly newVersion: () => string;
}

/** Of twenty labels that a secret's versions may have together, how many of ours are kept: the rest is of AWS. */
const MOST_LABELS = 12;

/**
 * Makes Secrets Manager hold a value. A version that tasks may read keeps a label of ours: Secrets Manager deletes
 * versions without labels, and a task that is started later, or again after a rollback, could not be.
 */
export async function pushOne(one: One, means: Means): Promise<Checked<Pushed>> {
  const { secret, value, bound, tags } = one;
  const { name, what, path } = secret;
  const { value: stored, diagnostics } = await means.store.find(name);
  if (stored === undefined) return { value: undefined, diagnostics };
  if (bound !== undefined && (stored === 'absent' || stored.arn !== bound.arn))
    return refused(diagnose('secret-elsewhere', { what, arn: bound.arn }, { path }));
  if (stored === 'absent')
    return 'absent' in value ? missing(secret, value) : create(secret, value, { ...means, tags });
  if (stored.isBeingDeleted) return beingDeleted(name);
  const isOurs = Object.entries(tags).every(([tag, text]) => stored.tags[tag] === text);
  if (!isOurs) return refused(diagnose('secret-of-others', { what, name }, { path }));
  return 'absent' in value ? keep(one, value, stored) : update({ ...one, value }, stored, means);
}

/** Without its value here, what the bindings and Secrets Manager know of a secret stays. */
function keep({ secret, bound }: One, { absent }: Absence, { arn }: StoredSecret): Checked<Pushed> {
  const { what, path } = secret;
  if (bound === undefined) return missing(secret, { absent });
  const finding = diagnose('secret-value-kept', { what, from: absent }, { path });
  return { value: { outcome: 'kept', binding: { ...bound, arn } }, diagnostics: [finding] };
}

function missing({ what, path }: WantedSecret, { absent }: Absence): Checked<Pushed> {
  return refused(diagnose('secret-value-missing', { what, from: absent }, { path }));
}

async function create(
  { name }: WantedSecret,
  { stored: value, facts }: StorableValue,
  { store, newVersion, tags }: Means & Pick<One, 'tags'>,
): Promise<Checked<Pushed>> {
  const version = newVersion();
  const { value: arn, diagnostics } = await store.create(name, { version, value, tags });
  if (arn === undefined) return { value: undefined, diagnostics };
  const labelled = await store.label(arn, version, labelOf(version));
  return {
    value: { outcome: 'created', binding: { arn, version, ...facts } },
    diagnostics: labelled.diagnostics,
  };
}

async function update(
  { secret, value: wanted, bound }: One & { readonly value: StorableValue },
  { arn, labels, kmsKey }: StoredSecret,
  { store, newVersion }: Means,
): Promise<Checked<Pushed>> {
  const { value: current, diagnostics } = await store.current(arn);
  if (current === undefined) return { value: undefined, diagnostics };
  const completed = withKept(wanted, current === 'absent' ? undefined : current.value, secret);
  const found = completed.diagnostics;
  if (completed.value === undefined) return { value: undefined, diagnostics: found };
  const { stored: value, facts } = completed.value;
  const place = { arn, ...facts, ...(kmsKey === undefined ? {} : { kmsKey }) };
  if (current !== 'absent' && current.value === value) {
    const { version } = current;
    const isLabelled = labels[version]?.includes(labelOf(version)) === true;
    const labelled = isLabelled ? { diagnostics: [] } : await store.label(arn, version, labelOf(version));
    return {
      value: { outcome: 'unchanged', binding: { ...place, version } },
      diagnostics: [...found, ...labelled.diagnostics],
    };
  }
  const made = await makeRoom(arn, { labels, store, spared: bound?.version });
  const version = newVersion();
  const put = await store.put(arn, { version, value, label: labelOf(version) });
  return put.value === undefined
    ? { value: undefined, diagnostics: [...found, ...made, ...put.diagnostics] }
    : { value: { outcome: 'changed', binding: { ...place, version } }, diagnostics: [...found, ...made] };
}

/** Takes our label from the oldest versions, when there are many; never from the one that is deployed. */
async function makeRoom(
  arn: string,
  {
    labels,
    store,
    spared,
  }: Pick<StoredSecret, 'labels'> & Pick<Means, 'store'> & { readonly spared: string | undefined },
): Promise<readonly Diagnostic[]> {
  const ours = Object.keys(labels).filter((version) => labels[version]?.includes(labelOf(version)));
  if (ours.length < MOST_LABELS) return [];
  const { value: versions = [], diagnostics } = await store.versions(arn);
  const oldest = versions
    .filter((version) => ours.includes(version) && version !== spared)
    .slice(0, ours.length - MOST_LABELS + 1);
  const found = [...diagnostics];
  for (const version of oldest) {
    const unlabelled = await store.unlabel(arn, version, labelOf(version));
    found.push(...unlabelled.diagnostics);
  }
  return found;
}

/** One version at a time has a label, so each has one of its own. */
function labelOf(version: string): string {
  return `cdk-compose-${version}`;
}
