import { decodeText } from '../lib/compose/decode-text.js';
import type { FileRead, FileSystem } from '../lib/compose/file-system.js';
import { loadModel, loadProject, type LoadSwitches } from '../lib/compose/load.js';
import { nodeFileSystem } from '../lib/compose/node-file-system.js';
import { projectOptions, type ProjectOptions } from '../lib/compose/project-options.js';
import type { LoadedProject } from '../lib/compose/project.js';
import type { CheckedWithSources } from '../lib/diagnostics/diagnostic.js';
import type { Machine } from './machine.js';
import type { ComposeOptions } from './options.js';

/** Loads the project that Compose's flags and the machine's environment name. */
export function loadFromOptions(
  options: ComposeOptions,
  machine: Machine,
  switches: LoadSwitches = {},
): CheckedWithSources<LoadedProject> {
  return loadWith(loadProject, options, machine, switches);
}

/** The same without reading it into types: the merged model as plain data, of every service. */
export function loadModelFromOptions(
  options: ComposeOptions,
  machine: Machine,
  switches: LoadSwitches = {},
): CheckedWithSources<Readonly<Record<string, unknown>>> {
  return loadWith(loadModel, options, machine, switches);
}

type Load<T> = (options: ProjectOptions, files: FileSystem, switches: LoadSwitches) => CheckedWithSources<T>;

function loadWith<T>(
  load: Load<T>,
  options: ComposeOptions,
  machine: Machine,
  switches: LoadSwitches,
): CheckedWithSources<T> {
  const files = machineFiles(machine);
  const found = projectOptions(options, { ...machine, files });
  if (found.value === undefined)
    return { value: undefined, diagnostics: found.diagnostics, sources: new Map() };
  const loaded = load(found.value, files, {
    ...switches,
    ...(options.allResources && { allResources: true }),
    ...(options.compatibility && { normalize: false }),
  });
  return { ...loaded, diagnostics: [...found.diagnostics, ...loaded.diagnostics] };
}

/** The machine's files; the path `-` is its standard input. */
export function machineFiles({
  files = nodeFileSystem,
  readStdin,
}: Pick<Machine, 'files' | 'readStdin'>): FileSystem {
  return {
    ...files,
    read: (path) => (path === '-' ? inputOf(readStdin()) : files.read(path)),
  };
}

function inputOf(input: string | Uint8Array): FileRead {
  return typeof input === 'string' ? { kind: 'file', text: input } : decodeText(input);
}
