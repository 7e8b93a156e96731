/** `x-aws-acknowledge`: what the project's owners know to be lost, and accept. */
import { acknowledged, covers } from '../compose/acknowledged.js';
import type { LoadedProject } from '../compose/project.js';
import { diagnose, type ComposePath, type Diagnostic } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { acknowledge } from '../keys/extension/project-keys.js';
import type { AccountedKey } from './account-of-keys.js';

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
    const isAccepted = severity !== 'error' && acknowledged(loaded.project, path) !== undefined;
    (isAccepted ? accepted : open).push(diagnostic);
  }
  const losses = account.filter(({ level }) => level === 'partial' || level === 'ignored');
  const met = [
    ...losses.map(({ path }) => path),
    ...accepted.map(({ path = [] }) => path),
    ...buildArgs(loaded),
  ];
  const idle = patterns.filter((pattern) => !met.some((path) => covers(pattern, path)));
  return [
    ...open,
    ...idle.map((pattern) => {
      const path = [acknowledge.key, pattern];
      return diagnose('nothing-to-acknowledge', { pattern }, { at: loaded.spans.nearest(path), path });
    }),
  ];
}

/** Build arguments: those that look like secrets are refused when images are resolved, unless they are accepted. */
function buildArgs({ project: { services } }: LoadedProject): readonly ComposePath[] {
  return Object.entries(services).flatMap(([service, { build }]) =>
    Object.keys(build?.args ?? {}).map((arg) => ['services', service, 'build', 'args', arg]),
  );
}
