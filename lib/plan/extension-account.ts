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
  return walk(loaded.project, []).flatMap(({ path, value }): readonly FoundExtension[] => {
    const key = String(path.at(-1));
    if (!key.startsWith('x-aws-')) return [{ path, verdict: foreignExtension, diagnostics: [] }];
    const known = extensionKeys.find((candidate) => candidate.key === key);
    const at = loaded.spans.nearest(path);
    const where = path.slice(0, -1);
    if (known === undefined) {
      const suggestion = nearest(
        key,
        extensionKeys.map((candidate) => candidate.key),
      );
      // At the top level people keep fragments of their own, under names of their own.
      if (suggestion === undefined && path.length === 1) {
        return [{ path, verdict: foreignExtension, diagnostics: [] }];
      }
      const values = { key, ...(suggestion === undefined ? {} : { suggestion }) };
      const verdict: Verdict = { level: 'rejected', because: 'there is no such key' };
      return [{ path, verdict, diagnostics: [diagnose('extension-key-unknown', values, { at, path })] }];
    }
    if (!known.places.some((place) => fits(where, place === '' ? [] : place.split('.')))) {
      const values = { key, places: known.places.map((place) => (place === '' ? 'the top level' : place)) };
      const verdict: Verdict = { level: 'rejected', because: 'it stands in a place where it means nothing' };
      return [{ path, verdict, diagnostics: [diagnose('extension-key-misplaced', values, { at, path })] }];
    }
    const problem = known.problem(value);
    return [
      {
        path,
        verdict: known.support,
        diagnostics:
          problem === undefined ? [] : [diagnose('extension-value-broken', { key, problem }, { at, path })],
      },
    ];
  });
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
