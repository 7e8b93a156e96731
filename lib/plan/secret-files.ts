import { posix } from 'node:path';
import type { Service } from '../compose/project.js';
import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import { keys as wantedKeys } from '../keys/extension/service-keys.js';
import { stated } from '../keys/extension/extension-key.js';
import type { SecretSource } from '../model/secret-plan.js';
import { found, gatherList, type Found } from './found.js';
import type { Planning } from './planning.js';
import { secretSource } from './secret-sources.js';

/** Where Compose puts secrets. */
export const SECRETS_FOLDER = '/run/secrets';

/** A file that holds a secret, in a container. */
export interface SecretFile {
  readonly source: SecretSource;
  /** The folder that is mounted for it. */
  readonly folder: string;
  /** Absolute, below the folder. */
  readonly path: string;
  readonly uid: string;
  readonly gid: string;
  /** `0444` */
  readonly mode: string;
  readonly isEncoded: boolean;
  /** Of the service's entry. */
  readonly at: ComposePath;
}

type Entry = NonNullable<Service['secrets']>[number];

/** The files that a service's `secrets` make. A secret that nothing says the place of makes none: that is told elsewhere. */
export function secretFiles(planning: Planning, service: string): Found<readonly SecretFile[]> {
  const entries = planning.project.services[service]?.secrets ?? [];
  const parts = gatherList(
    entries.map((entry, index) => filesOf(planning, entry, ['services', service, 'secrets', index])),
  );
  return found(parts.value.flat(), parts.diagnostics);
}

function filesOf(planning: Planning, entry: Entry, at: ComposePath): Found<readonly SecretFile[]> {
  const { source: secret, target = secret, uid = '0', gid = '0', mode = '0444' } = entry;
  const findings: Diagnostic[] = (
    [
      ['uid', uid],
      ['gid', gid],
    ] as const
  ).flatMap(([key, value]) =>
    /^\d+$/.test(value)
      ? []
      : [planning.finding('secret-owner-not-numeric', { secret, key, value }, [...at, key])],
  );
  const keys = keysOf(planning, secret, at);
  const path = posix.resolve(SECRETS_FOLDER, target);
  const folder = folderOf(path, keys.value !== undefined);
  findings.push(...keys.diagnostics, ...folderFindings(planning, { secret, target, folder, path, at }));
  const place = secretSource(planning, secret);
  if (place === undefined || findings.some(({ severity }) => severity === 'error'))
    return found([], findings);
  const { source, isEncoded } = place;
  const file = { source, folder, path, uid, gid, mode, isEncoded, at };
  return found(
    keys.value?.map((key) => ({ ...file, source: { ...source, key }, path: `${path}/${key}` })) ?? [file],
    findings,
  );
}

/** The keys that `x-aws-keys` asks for, each a file of its own; undefined: the secret is one file. */
function keysOf(planning: Planning, secret: string, at: ComposePath): Found<readonly string[] | undefined> {
  const wanted = stated(planning.project.secrets?.[secret], wantedKeys);
  if (wanted === undefined) return found(undefined);
  const held = secretSource(planning, secret)?.keys;
  const keys = wanted.includes('*') ? (held ?? []) : wanted;
  return found(
    keys,
    keys.flatMap((key) => {
      if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/.test(key))
        return [planning.finding('secret-key-unfit', { secret, key }, at)];
      return held === undefined || held.includes(key)
        ? []
        : [planning.finding('secret-key-unknown', { secret, key, keys: held }, at)];
    }),
  );
}

function folderOf(path: string, isFolder: boolean): string {
  if (path.startsWith(`${SECRETS_FOLDER}/`)) return SECRETS_FOLDER;
  return isFolder ? path : posix.dirname(path);
}

interface Target {
  readonly secret: string;
  readonly target: string;
  readonly folder: string;
  readonly path: string;
  readonly at: ComposePath;
}

/** A task's volumes are mounted as folders, so a file takes its folder along. */
function folderFindings(
  planning: Planning,
  { secret, target, folder, path, at }: Target,
): readonly Diagnostic[] {
  if (folder === SECRETS_FOLDER || folder === '/var/run/secrets') return [];
  const unfit = (because: string): readonly Diagnostic[] => [
    planning.finding('secret-target-unfit', { secret, target, because }, at),
  ];
  if (folder.split('/').length <= 2) return unfit(`it would hide all that the image has in ${folder}`);
  const [, service = ''] = at;
  const volume = planning.project.services[String(service)]?.volumes?.find(
    (mount) => posix.normalize(mount.target) === folder,
  );
  if (volume !== undefined) return unfit(`a volume is mounted at ${folder}`);
  return folder === path || folder.startsWith('/run/')
    ? []
    : [planning.finding('secret-hides-folder', { secret, folder }, at)];
}
