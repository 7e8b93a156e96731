/**
 * Loading a project, as `docker compose config` does it. The passes, in order: for every layer (layers.ts) parse,
 * interpolate, include, remove what is marked, extend, merge, make unique, accept, expand; for the whole project fill,
 * check, resolve paths, normalize, read; for its services profiles, references, selection, environment files; at last
 * resources that nobody uses are left out.
 */
import type { Checked, Sources } from '../diagnostics/diagnostic.js';
import { diagnose, hasErrors, inReadingOrder } from '../diagnostics/diagnostic.js';
import { plain } from '../syntax/anything.js';
import { withDefaults } from './env-files.js';
import type { FileSystem } from './file-system.js';
import { loadGroup } from './layers.js';
import type { LoadSwitches, Loading } from './loading.js';
import { nameProject } from './name-project.js';
import { normalize } from './normalize.js';
import type { LoadedProject } from './project.js';
import type { ProjectOptions } from './project-options.js';
import { readLayers, sourceName } from './read-layers.js';
import { readProject } from './read-project.js';
import type { Model } from './read-project.js';

export type { LoadSwitches } from './loading.js';

/** The outcome of loading; the sources are there even if nothing else is, so that reports can show them. */
export interface LoadOutcome<T> extends Checked<T> {
  readonly sources: Sources;
}

/** The project that `docker compose config` would print, with its places. Nothing but `files` is read. */
export function loadProject(
  options: ProjectOptions,
  files: FileSystem,
  switches: LoadSwitches = {},
): LoadOutcome<LoadedProject> {
  const loading = startLoading(options, files, switches);
  const model = buildModel(loading, options);
  const value = model && readProject(loading, model, options.profiles);
  return outcome(loading, value);
}

/** The same before it is read into types: every service, whatever its profiles, as plain data. */
export function loadModel(
  options: ProjectOptions,
  files: FileSystem,
  switches: LoadSwitches = {},
): LoadOutcome<Readonly<Record<string, unknown>>> {
  const loading = startLoading(options, files, switches);
  const model = buildModel(loading, options);
  return outcome(loading, model && (plain(model.tree) as Readonly<Record<string, unknown>>));
}

function startLoading(options: ProjectOptions, files: FileSystem, switches: LoadSwitches): Loading {
  return {
    files,
    switches,
    directory: options.projectDirectory,
    current: options.currentDirectory ?? options.projectDirectory,
    home: options.home,
    findings: [],
    spoilt: { parts: new Set(), around: new Set() },
    sources: new Map(),
    layers: [],
    environmentFiles: [],
    count: { included: 0 },
    parsed: new Map(),
  };
}

function outcome<T>({ findings, sources }: Loading, value: T | undefined): LoadOutcome<T> {
  return { value: hasErrors(findings) ? undefined : value, diagnostics: inReadingOrder(findings), sources };
}

/** The passes on nodes. */
function buildModel(loading: Loading, options: ProjectOptions): Model | undefined {
  const parsed = options.files.flatMap((path) => readLayers(loading, path) ?? []);
  const name = nameProject(loading, options, parsed);
  const named = new Map([['COMPOSE_PROJECT_NAME', name ?? '']]);
  const environment = withDefaults(named, options.environment);
  const project = loadGroup(
    loading,
    options.files.map((path) => ({ path })),
    { folder: options.projectDirectory, base: options.projectDirectory, environment, included: [] },
  );
  if (project === undefined) return undefined;
  if (project.map.size === 0) {
    const at = { source: sourceName(options.files[0] ?? '', loading.directory), start: 0, end: 0 };
    if (!hasErrors(loading.findings)) loading.findings.push(diagnose('empty-compose-file', {}, { at }));
    return undefined;
  }
  const tree = loading.switches.normalize === false ? project : normalize(project, name ?? '', environment);
  return { tree, name: name ?? '', isNameGiven: options.name !== undefined, environment };
}
