import { writtenKeys, type WrittenKey } from '../compose/written-keys.js';
import type { LoadedProject } from '../compose/project.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { SupportLevel } from '../keys/key.js';
import { accountOfKeys, supportOf, type AccountedKey } from './account-of-keys.js';
import { acknowledged } from './acknowledged.js';

/** What becomes of a key, or of a part of its value, and whether that is accepted. */
export interface AccountedVerdict extends Pick<AccountedKey, 'path' | 'level' | 'because' | 'instead' | 'at'> {
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
  /** Parts of its value that fare otherwise and have no key of their own: items of lists, short forms. */
  readonly parts: readonly AccountedVerdict[];
}

/** The account: every key of every Compose file, each exactly once, in reading order. */
export function account(loaded: LoadedProject): readonly AccountEntry[] {
  const rows = accountOfKeys(loaded).map((row) => ({ ...row, acknowledged: undefined, ...accepted(loaded, row) }));
  const byPath = new Map(rows.map((row) => [keyOf(row.path), row]));
  const written = writtenKeys(loaded);
  const effective = written.filter(({ fate }) => fate === 'effective');
  const own = new Set(effective.flatMap(({ counts }) => counts.map(keyOf)));
  const parts = Map.groupBy(
    rows.filter(({ path }) => !own.has(keyOf(path))),
    ({ path }) => keyOf(around(path).find((outer) => own.has(keyOf(outer))) ?? []),
  );
  const told = new Set<string>();
  return written.map((key) => {
    if (key.fate !== 'effective') return { ...key, verdict: undefined, parts: [] };
    const paths = key.counts.length === 0 ? [key.path] : key.counts;
    const verdicts = paths.map((path) => verdictAt(loaded, path, key, byPath));
    // Keys that are merged count at one place; what is told of it, the first of them tells.
    const open = paths.map(keyOf).filter((path) => !told.has(path));
    for (const path of open) told.add(path);
    return {
      ...key,
      verdict: worst(verdicts),
      parts: open.flatMap((path) => parts.get(path) ?? []),
    };
  });
}

function accepted(loaded: LoadedProject, { path, level }: AccountedKey) {
  return level === 'partial' || level === 'ignored' ? { acknowledged: acknowledged(loaded, path) } : {};
}

function verdictAt(
  loaded: LoadedProject,
  path: ComposePath,
  { steers, at }: WrittenKey,
  rows: ReadonlyMap<string, AccountedVerdict>,
): AccountedVerdict {
  const silent = { path, at, instead: undefined, acknowledged: undefined };
  if (steers) return { ...silent, level: 'full', because: 'resolved when the project is loaded' };
  const row = rows.get(keyOf(path));
  if (row !== undefined) return row;
  const value = valueAt(loaded.project, path);
  // Loading spends some keys, such as env_file; what they filled tells of itself.
  const support = supportOf(path);
  if (support !== undefined && value === undefined) return { ...silent, ...plain(support) };
  if (value === null || value === undefined) return { ...silent, level: 'full', because: 'it states nothing' };
  const outer = around(path).flatMap((holder) => rows.get(keyOf(holder)) ?? [])[0];
  return outer ?? { ...silent, level: 'full', because: 'it names what it holds' };
}
