import { writtenKeys, type WrittenKey } from '../compose/written-keys.js';
import { writtenVariables } from '../compose/written-variables.js';
import type { LoadedProject } from '../compose/project.js';
import type { ComposePath, Sources } from '../diagnostics/diagnostic.js';
import { foreignExtension } from '../keys/extension/keys.js';
import type { SupportLevel } from '../keys/key.js';
import { accountOfKeys, supportOf, type AccountedKey } from './account-of-keys.js';
import { unsentLogs, unsentVerdict } from './unsent-logs.js';
import type { DeploymentPlan } from '../model/deployment-plan.js';
import { acknowledged } from '../compose/acknowledged.js';

/** What becomes of a key, or of a part of its value, and whether that is accepted. */
export interface AccountedVerdict extends Pick<
  AccountedKey,
  'path' | 'level' | 'because' | 'instead' | 'at'
> {
  /** The reason for which `x-aws-acknowledge` accepts the loss. */
  readonly acknowledged: string | undefined;
}

/** One key as a file writes it, and all that becomes of it. */
export interface AccountEntry extends WrittenKey {
  /**
   * Its verdict; where it counts in several places, the worst. That of a key around it, with the path of that key, if
   * it has none of its own. Undefined for a key that is not effective.
   */
  readonly verdict: AccountedVerdict | undefined;
  /** Whether the verdict is that of a key around it. */
  readonly inherits: boolean;
  /** What fares otherwise: parts of its value without a key of their own (items of lists), and other places of it. */
  readonly parts: readonly AccountedVerdict[];
}

/**
 * The account: every key of every Compose file, each exactly once, in reading order. With `plan`, what it could not do
 * counts, too.
 */
export function account(
  loaded: LoadedProject,
  plan?: Pick<DeploymentPlan, 'services'>,
): readonly AccountEntry[] {
  const unsent = new Set(plan === undefined ? [] : unsentLogs(loaded, plan).map(textOf));
  const rows = new Map(
    accountOfKeys(loaded).map((judged) => {
      const row = unsent.has(textOf(judged.path)) ? { ...judged, ...unsentVerdict } : judged;
      return [textOf(row.path), { ...row, acknowledged: acceptedLoss(loaded, row) }];
    }),
  );
  const written = [...writtenKeys(loaded), ...writtenVariables(loaded)];
  const own = new Set(
    written.flatMap(({ fate, counts }) => (fate === 'effective' ? counts.map(textOf) : [])),
  );
  const parts = new Map<string | undefined, AccountedVerdict[]>();
  for (const row of rows.values()) {
    const holder = [row.path, ...around(row.path)].map(textOf).find((path) => own.has(path));
    if (holder !== textOf(row.path)) parts.set(holder, [...(parts.get(holder) ?? []), row]);
  }
  const told = new Set<string>();
  return written.map((key) => {
    if (key.fate !== 'effective') return { ...key, verdict: undefined, inherits: false, parts: [] };
    const paths = key.counts.length === 0 ? [key.path] : key.counts;
    // Keys of several files that are merged count at one place: the first of them tells of its parts.
    const untold = paths.map(textOf).filter((path) => !told.has(path));
    for (const path of untold) told.add(path);
    const verdicts = paths.map((path) => verdictAt(loaded, path, key, rows));
    const verdict = worst(verdicts);
    const others = verdicts.filter(
      ({ level, because }) => level !== verdict?.level || because !== verdict.because,
    );
    return {
      ...key,
      verdict,
      inherits: paths.every((path) => verdict !== undefined && textOf(path) !== textOf(verdict.path)),
      parts: [...others, ...untold.flatMap((path) => parts.get(path) ?? [])],
    };
  });
}

/** Every text that the account points into: Compose files, and files of variables. */
export function accountSources({ sources, environmentFiles }: LoadedProject): Sources {
  return new Map([...environmentFiles.map(({ source, text }) => [source, text] as const), ...sources]);
}

/** Whether something is lost that nobody has accepted: what `check --strict` refuses. */
export function isOpenLoss({ level, because, acknowledged: reason }: AccountedVerdict): boolean {
  return level !== 'full' && reason === undefined && because !== foreignExtension.because;
}

function acceptedLoss(loaded: LoadedProject, { path, level }: AccountedKey): string | undefined {
  return level === 'partial' || level === 'ignored' ? acknowledged(loaded.project, path) : undefined;
}

function verdictAt(
  loaded: LoadedProject,
  path: ComposePath,
  { steers, at }: WrittenKey,
  rows: ReadonlyMap<string, AccountedVerdict>,
): AccountedVerdict {
  const full = (because: string): AccountedVerdict => ({
    path,
    at,
    level: 'full',
    because,
    instead: undefined,
    acknowledged: undefined,
  });
  if (steers) return full('resolved when the project is loaded');
  const row = rows.get(textOf(path));
  if (row !== undefined) return row;
  const value = valueAt(loaded.project, path);
  // Loading spends some keys, such as env_file: what they gave is accounted for where it went.
  if (value === undefined) return full(supportOf(path)?.because ?? 'it states nothing');
  if (value === null) return full('it states nothing');
  for (const holder of around(path)) {
    const outer = rows.get(textOf(holder));
    if (outer !== undefined) return outer;
    // Nobody writes the holder: a file of variables filled it.
    const support = supportOf(holder);
    if (support !== undefined) return { ...full(support.because), path: holder, level: support.level };
  }
  return full('it names what it holds');
}

const ranks: readonly SupportLevel[] = ['rejected', 'partial', 'ignored', 'full'];

function worst(verdicts: readonly AccountedVerdict[]): AccountedVerdict | undefined {
  // A fragment is an extension where it is written, and what it stands for where an alias brings it.
  const meant = verdicts.filter(({ because }) => because !== foreignExtension.because);
  return (meant.length === 0 ? verdicts : meant).toSorted(
    (a, b) => ranks.indexOf(a.level) - ranks.indexOf(b.level),
  )[0];
}

/** What stands around a path, from the inside out. */
function around(path: ComposePath): readonly ComposePath[] {
  return path.map((_, index) => path.slice(0, index)).toReversed();
}

function valueAt(data: unknown, path: ComposePath): unknown {
  return path.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Readonly<Record<string | number, unknown>>)[step]
        : undefined,
    data,
  );
}

function textOf(path: ComposePath): string {
  return JSON.stringify(path);
}
