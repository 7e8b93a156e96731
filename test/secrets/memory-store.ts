import type { SecretStore } from '../../lib/aws/secret-store.js';
import { diagnose, type Checked } from '../../lib/diagnostics/diagnostic.js';

interface Kept {
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly versions: Map<string, { value: string | undefined; labels: Set<string> }>;
  isBeingDeleted: boolean;
}

/** Secrets Manager as far as a push sees it, in memory. `denied`: actions that are refused. */
export function memoryStore(denied: readonly (keyof SecretStore)[] = []) {
  const secrets = new Map<string, Kept>();
  const acts: string[] = [];
  const at = (secret: string) =>
    [...secrets].find(([name, { arn }]) => name === secret || arn === secret)?.[1];
  const move = (kept: Kept, label: string, to: string | undefined) => {
    for (const { labels } of kept.versions.values()) labels.delete(label);
    if (to !== undefined) kept.versions.get(to)?.labels.add(label);
  };
  const act = async <T>(name: keyof SecretStore, secret: string, result: () => T): Promise<Checked<T>> => {
    if (denied.includes(name)) {
      const finding = diagnose('aws-access-denied', { action: name, reason: 'not you' });
      return { value: undefined, diagnostics: [finding] };
    }
    if (!['find', 'current', 'versions'].includes(name)) acts.push(`${name} ${secret}`);
    return { value: result(), diagnostics: [] };
  };
  const there = (secret: string): Kept => {
    const kept = at(secret);
    if (kept === undefined) throw new Error(`no secret ${secret}`);
    return kept;
  };
  const store: SecretStore = {
    find: (secret) =>
      act('find', secret, () => {
        const kept = at(secret);
        if (kept === undefined) return 'absent' as const;
        const labels = [...kept.versions].map(([version, each]) => [version, [...each.labels]] as const);
        const { arn, tags, isBeingDeleted } = kept;
        return { arn, tags, isBeingDeleted, labels: Object.fromEntries(labels), kmsKey: undefined };
      }),
    current: (secret) =>
      act('current', secret, () => {
        const found = [...there(secret).versions].find(([, { labels }]) => labels.has('AWSCURRENT'));
        return found === undefined ? ('absent' as const) : { version: found[0], value: found[1].value };
      }),
    create: (name, { version, value, tags }) =>
      act('create', name, () => {
        const arn = `arn:aws:secretsmanager:eu-central-1:111122223333:secret:${name}-AbCdEf`;
        const versions = new Map([[version, { value, labels: new Set(['AWSCURRENT']) }]]);
        secrets.set(name, { arn, tags, versions, isBeingDeleted: false });
        return arn;
      }),
    put: (secret, { version, value, label }) =>
      act('put', secret, () => {
        const kept = there(secret);
        kept.versions.set(version, { value, labels: new Set() });
        for (const each of ['AWSCURRENT', label]) move(kept, each, version);
        return true as const;
      }),
    label: (secret, version, label) =>
      act('label', secret, () => {
        move(there(secret), label, version);
        return true as const;
      }),
    unlabel: (secret, _, label) =>
      act('unlabel', secret, () => {
        move(there(secret), label, undefined);
        return true as const;
      }),
    versions: (secret) => act('versions', secret, () => [...there(secret).versions.keys()]),
  };
  return { store, secrets, acts };
}
