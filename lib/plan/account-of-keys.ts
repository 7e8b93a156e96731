import type { LoadedProject } from '../compose/project.js';
import { diagnose, type ComposePath, type Diagnostic, type Span } from '../diagnostics/diagnostic.js';
import type { SupportLevel, Verdict } from '../keys/key.js';
import { keyLists, type JudgedKey } from '../keys/key-lists.js';
import { extensions } from './extension-account.js';

/** What becomes of one key of the project, or of a part of its value. */
export interface AccountedKey {
  readonly path: ComposePath;
  readonly level: SupportLevel;
  /** The reason, as one sentence; what is done, when the level is `full`. */
  readonly because: string;
  /** The way out, where there is one. */
  readonly instead: string | undefined;
  readonly noticeable: boolean;
  readonly at: Span | undefined;
}

/** The lists with their keys by name. */
const registries = keyLists.map(({ pattern, keys }) => ({
  pattern,
  keys: new Map(keys.map((key) => [key.key, key])),
}));

/** The account of every key that the Compose files hold: nothing is dropped in silence. In reading order of the model. */
export function accountOfKeys(loaded: LoadedProject): readonly AccountedKey[] {
  const known = registries.flatMap(({ pattern, keys }) =>
    matches(loaded.project, pattern).flatMap(({ path, value }) =>
      Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([name, own]) => {
        const key = keys.get(name);
        return key === undefined ? [] : accountOfKey(loaded, key, [...path, name], own);
      }),
    ),
  );
  const extended = extensions(loaded).map(({ path, verdict }) => row(loaded, path, verdict));
  return [...known, ...extended];
}

/** What is said of the key that stands at a path of the project, whatever its value; undefined for what is no key. */
export function supportOf(path: ComposePath): Verdict | undefined {
  const holder = path.slice(0, -1);
  const registry = registries.find(
    ({ pattern }) =>
      pattern.length === holder.length &&
      pattern.every((step, index) => step === '*' || step === holder[index]),
  );
  return registry?.keys.get(String(path.at(-1)))?.support;
}

/** What the account has to tell: an error per rejected key, a warning where the application would notice a loss. */
export function accountDiagnostics(
  loaded: LoadedProject,
  account: readonly AccountedKey[],
): readonly Diagnostic[] {
  const broken = extensions(loaded).flatMap(({ diagnostics }) => diagnostics);
  const told = new Set(broken.map(({ path }) => JSON.stringify(path)));
  const judged = account.flatMap(({ path, level, because, instead, noticeable, at }) => {
    const code = level === 'rejected' ? 'key-rejected' : noticeable ? 'key-not-honoured' : undefined;
    if (code === undefined || told.has(JSON.stringify(path))) return [];
    const values = { key: path.join('.'), because, ...(instead === undefined ? {} : { instead }) };
    return [diagnose(code, values, { at, path })];
  });
  return [...judged, ...broken];
}

function accountOfKey(
  loaded: LoadedProject,
  { support }: JudgedKey,
  path: ComposePath,
  value: unknown,
): readonly AccountedKey[] {
  // What the loader filled in was not asked for by anyone.
  if (loaded.spans.exact(path) === undefined || value === null || value === undefined) return [];
  const parts = Object.entries(support.parts ?? {}).flatMap(([pattern, part]) =>
    matches(value, pattern.split('.'))
      .filter((match) => part.when?.(match.value) ?? true)
      .map((match) => row(loaded, [...path, ...match.path], part)),
  );
  return [row(loaded, path, support.judge?.(value as never) ?? support), ...parts];
}

function row({ spans }: LoadedProject, path: ComposePath, verdict: Verdict): AccountedKey {
  const { level, because, instead, noticeable = false } = verdict;
  return { path, level, because, instead, noticeable, at: spans.nearest(path) };
}

interface Match {
  readonly path: ComposePath;
  readonly value: unknown;
}

/** What stands at a pattern below a value; `*` is any name or index. */
function matches(value: unknown, pattern: readonly string[]): readonly Match[] {
  const [first, ...rest] = pattern;
  if (first === undefined) return value === null || value === undefined ? [] : [{ path: [], value }];
  if (typeof value !== 'object' || value === null) return [];
  return steps(value, first).flatMap(([step, inner]) =>
    matches(inner, rest).map((match) => ({ path: [step, ...match.path], value: match.value })),
  );
}

function steps(value: object, wanted: string): readonly (readonly [string | number, unknown])[] {
  if (Array.isArray(value)) {
    const items = value.map((item, index) => [index, item] as const);
    return wanted === '*' ? items : items.filter(([index]) => String(index) === wanted);
  }
  if (wanted === '*') return Object.entries(value);
  return Object.hasOwn(value, wanted) ? [[wanted, (value as Readonly<Record<string, unknown>>)[wanted]]] : [];
}
