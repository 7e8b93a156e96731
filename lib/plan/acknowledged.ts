/** `x-aws-acknowledge`: what the project's owners know to be lost, and accept. */
import type { LoadedProject } from '../compose/project.js';
import { diagnose, type ComposePath, type Diagnostic } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { acknowledge } from '../keys/extension/project-keys.js';
import type { AccountedKey } from './account-of-keys.js';

/** The reason for which what stands at a path, or around it, is accepted; undefined if nobody does. */
export function acknowledged({ project }: LoadedProject, path: ComposePath): string | undefined {
  const entries = Object.entries(stated(project, acknowledge) ?? {});
  return entries.find(([pattern]) => covers(pattern, path))?.[1];
}

/** The findings without the warnings and notes that are accepted, and a warning for each acknowledgement of nothing. */
export function withoutAcknowledged(
  loaded: LoadedProject,
  diagnostics: readonly Diagnostic[],
  account: readonly AccountedKey[],
): readonly Diagnostic[] {
  const patterns = Object.keys(stated(loaded.project, acknowledge) ?? {});
  if (patterns.length === 0) return diagnostics;
  const [open, accepted] = [[], []] as [Diagnostic[], Diagnostic[]];
  for (const diagnostic of diagnostics) {
    const { severity, path = [] } = diagnostic;
    const isAccepted = severity !== 'error' && acknowledged(loaded, path) !== undefined;
    (isAccepted ? accepted : open).push(diagnostic);
  }
  const losses = account.filter(({ level }) => level === 'partial' || level === 'ignored');
  const met = [...losses.map(({ path }) => path), ...accepted.map(({ path = [] }) => path)];
  const idle = patterns.filter((pattern) => !met.some((path) => covers(pattern, path)));
  return [
    ...open,
    ...idle.map((pattern) => {
      const path = [acknowledge.key, pattern];
      return diagnose('nothing-to-acknowledge', { pattern }, { at: loaded.spans.nearest(path), path });
    }),
  ];
}

function covers(pattern: string, path: ComposePath): boolean {
  const steps = pattern.split('.');
  // Names may hold dots themselves: the path is taken apart as people read it.
  const found = path.join('.').split('.');
  return found.length >= steps.length && steps.every((step, index) => step === '*' || step === found[index]);
}
