import type { LoadedProject } from '../compose/project.js';
import { diagnose, type ComposePath, type Diagnostic } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import { extensionKeys, foreignExtension } from '../keys/extension/keys.js';
import type { Verdict } from '../keys/key.js';

/** An extension key of the project, with what becomes of it and what is wrong with it. */
export interface FoundExtension {
  readonly path: ComposePath;
  readonly verdict: Verdict;
  readonly diagnostics: readonly Diagnostic[];
}

/** Every `x-…` key of the project, wherever it stands. Ours must be known, in their place and well-formed. */
export function extensions(loaded: LoadedProject): readonly FoundExtension[] {
  return walk(loaded.project, []).map(({ path, value }) => accounted(loaded, path, value));
}

function accounted(loaded: LoadedProject, path: ComposePath, value: unknown): FoundExtension {
  const key = String(path.at(-1));
  const foreign = { path, verdict: foreignExtension, diagnostics: [] };
  if (!key.startsWith('x-aws-')) return foreign;
  const known = extensionKeys.find((candidate) => candidate.key === key);
  const at = loaded.spans.nearest(path);
  const where = path.slice(0, -1);
  if (known === undefined) {
    if (path.length === 1 && isFragment(loaded, path)) return foreign;
    const values = { key, ...hintFor(key) };
    return refused(path, 'there is no such key', diagnose('extension-key-unknown', values, { at, path }));
  }
  if (!known.places.some((place) => fits(where, place === '' ? [] : place.split('.')))) {
    const values = { key, places: known.places.map((place) => (place === '' ? 'the top level' : place)) };
    const because = 'it stands in a place where it means nothing';
    return refused(path, because, diagnose('extension-key-misplaced', values, { at, path }));
  }
  if (known.support.level === 'rejected') return { path, verdict: known.support, diagnostics: [] };
  const read = known.shape.read(value);
  if (read.ok) return { path, verdict: known.support, diagnostics: [] };
  const { problem } = read;
  return refused(
    path,
    `it ${problem}`,
    diagnose('extension-value-broken', { key, problem, describes: known.describes }, { at, path }),
  );
}

/** Keys that never existed and that people write all the same, with what does it. */
const HINTS: Readonly<Record<string, string>> = {
  'x-aws-cpu': 'state deploy.resources.limits.cpus',
  'x-aws-memory': 'state deploy.resources.limits.memory',
  'x-aws-efs': 'name a volume in volumes; one that exists has external: true and name: fs-…',
  'x-aws-pull_policy': "did you mean 'x-aws-pull_credentials'?",
};

/** What all keys share tells nothing about which one was meant. */
function hintFor(key: string): { readonly hint?: string } {
  const known = HINTS[key];
  if (known !== undefined) return { hint: known };
  const prefix = 'x-aws-'.length;
  const suggestion = nearest(
    key.slice(prefix),
    extensionKeys.map((candidate) => candidate.key.slice(prefix)),
  );
  return suggestion === undefined ? {} : { hint: `did you mean 'x-aws-${suggestion}'?` };
}

function refused(path: ComposePath, because: string, diagnostic: Diagnostic): FoundExtension {
  return { path, verdict: { level: 'rejected', because }, diagnostics: [diagnostic] };
}

/**
 * Whether it is a fragment that people keep under a name of their own: its value, or a part of it, has an anchor that
 * is used somewhere. What has none says something to nobody but us.
 */
function isFragment({ spans, sources }: LoadedProject, path: ComposePath): boolean {
  const start = spans.exact(path);
  const text = start === undefined ? undefined : sources.get(start.source);
  if (start === undefined || text === undefined) return false;
  const end = Math.max(start.end, spans.value(path)?.end ?? start.end);
  // An alias may share its place with what it stands for, so the line's own text counts as well.
  const line = text.indexOf('\n', start.end);
  const own = text.slice(start.start, Math.max(end, line < 0 ? text.length : line));
  return [...own.matchAll(/[\s:[{,]&([^\s[\]{},]+)/g)].some(([, anchor]) => text.includes(`*${anchor}`));
}

interface Found {
  readonly path: ComposePath;
  readonly value: unknown;
}

// What stands below an extension key is its own business. Variables and labels have names, not keys.
const NAMED = new Set(['environment', 'labels', 'annotations', 'args', 'sysctls', 'options', 'driver_opts']);

function walk(value: unknown, path: ComposePath): readonly Found[] {
  if (typeof value !== 'object' || value === null) return [];
  const steps: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.map((item, index) => [index, item] as const)
    : Object.entries(value);
  return steps.flatMap(([step, inner]) => {
    const here = [...path, step];
    if (typeof step === 'string' && step.startsWith('x-') && !isNameOfResource(path)) {
      return [{ path: here, value: inner }];
    }
    return typeof step === 'string' && NAMED.has(step) ? [] : walk(inner, here);
  });
}

/** `x-…` is an ordinary name for services and resources. */
function isNameOfResource(path: ComposePath): boolean {
  return path.length === 1 && path[0] !== undefined;
}

function fits(path: ComposePath, place: readonly string[]): boolean {
  return (
    path.length === place.length && place.every((part, index) => part === '*' || part === String(path[index]))
  );
}
