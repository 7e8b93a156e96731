import { loadProject as load, type LoadSwitches } from './compose/load.js';
import { memoryFileSystem } from './compose/memory-file-system.js';
import { nodeFileSystem } from './compose/node-file-system.js';
import { projectOptions, type ProjectFlags } from './compose/project-options.js';
import type { LoadedProject } from './compose/project.js';
import type { CheckedWithSources } from './diagnostics/diagnostic.js';
import { absolutePath } from './syntax/grammars/path.js';

/** Which Compose project to load; flags as those of `docker compose`. */
export interface LoadProjectProps extends ProjectFlags, LoadSwitches {
  /** The folder to start from, absolute: where a shell would stand. */
  readonly directory: string;
  /**
   * The environment: what the Compose files interpolate, beside `.env`, and the settings of Compose (`COMPOSE_FILE`, …).
   *
   * @default - empty; the environment of the process is never looked at
   */
  readonly variables?: Readonly<Record<string, string | undefined>>;
  /**
   * Texts in the place of files, by their paths from `directory`. Nothing on the disk is read then.
   *
   * @default - the files on the disk
   */
  readonly texts?: Readonly<Record<string, string>>;
}

/**
 * Loads a Compose project as `docker compose config` does, from files or from texts. Never throws for what is wrong with
 * a project: `value` is undefined then, and `diagnostics` say what, where and what to do; `renderReport` prints them.
 */
export function loadProject({
  directory,
  variables = {},
  texts,
  ...flags
}: LoadProjectProps): CheckedWithSources<LoadedProject> {
  const files = texts === undefined ? nodeFileSystem : memoryFileSystem(placed(texts, directory));
  const options = projectOptions(flags, { environment: variables, directory, files });
  if (options.value === undefined) return { ...options, value: undefined, sources: new Map() };
  const { value, diagnostics, sources } = load(options.value, files, flags);
  return { value, diagnostics: [...options.diagnostics, ...diagnostics], sources };
}

function placed(
  texts: Readonly<Record<string, string>>,
  directory: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [absolutePath(path, directory), text]),
  );
}
