import { posix } from 'node:path';
import { loadProject } from '../../lib/compose/load.js';
import { printJson } from '../../lib/compose/print-json.js';
import { printYaml } from '../../lib/compose/print-yaml.js';
import { projectOptions } from '../../lib/compose/project-options.js';
import { hasErrors } from '../../lib/diagnostics/diagnostic.js';
import { renderReport } from '../../lib/diagnostics/report.js';
import { memoryFileSystem } from '../../lib/compose/memory-file-system.js';

/** Files, and how Compose is called on them. */
export interface Seed {
  readonly id: string;
  readonly files: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Loads files that are in memory, prints the result or its report, and says what became of it: `loaded`, `refused`, or
 * what must never be: a refusal without an error, or the beginning of a stack trace.
 */
export function tryLoad({ cwd, args, env }: Seed, texts: Readonly<Record<string, string>>): string {
  try {
    const directory = posix.join('/case', cwd);
    const files = memoryFileSystem({
      [posix.join(directory, '.keep')]: '',
      ...Object.fromEntries(
        Object.entries(texts).map(([path, text]) => [posix.join('/case/project', path), text]),
      ),
    });
    const file = args.flatMap((word, index) => (args[index - 1] === '-f' ? [word] : []));
    const profile = args.flatMap((word, index) => (args[index - 1] === '--profile' ? [word] : []));
    const found = projectOptions(
      { file, profile },
      { environment: { HOME: '/home/oracle', ...env }, directory, files },
    );
    if (found.value === undefined)
      return hasErrors(found.diagnostics) ? 'refused' : 'refused without an error';
    const { value, diagnostics, sources } = loadProject(found.value, files);
    renderReport(diagnostics, sources);
    if (value === undefined) return hasErrors(diagnostics) ? 'refused' : 'refused without an error';
    JSON.parse(printJson(value.project));
    printYaml(value.project);
    return 'loaded';
  } catch (error) {
    return error instanceof Error
      ? (error.stack ?? error.message).split('\n').slice(0, 6).join('\n')
      : String(error);
  }
}
