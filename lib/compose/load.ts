/**
 * Loading a project, as `docker compose config` does it. The passes, in order: for every layer (layers.ts) parse,
 * interpolate, include, remove what is marked, extend, merge, make unique, accept, expand; for the whole project fill,
 * check, resolve paths, normalize, read; for its services profiles, references, selection, environment files; at last
 * resources that nobody uses are left out.
 */
import type { Checked, Sources } from '../diagnostics/diagnostic.js';
import { diagnose, hasErrors, inReadingOrder } from '../diagnostics/diagnostic.js';
import { projectSyntax } from '../keys/index.js';
import { plain } from '../syntax/anything.js';
import type { MapNode } from '../syntax/node.js';
import { trailInto } from '../syntax/trail.js';
import { checkConsistency } from './consistency.js';
import { checkContainerNames } from './container-names.js';
import { checkDependencyCycles } from './dependency-cycles.js';
import { resolveEnvironmentFiles, resolveLabelFiles } from './environment-files.js';
import { withDefaults } from './env-files.js';
import type { Environment } from './env-files.js';
import type { FileSystem } from './file-system.js';
import { loadGroup } from './layers.js';
import type { LoadSwitches, Loading } from './loading.js';
import { nameProject } from './name-project.js';
import { normalize } from './normalize.js';
import { selectByProfiles } from './profiles.js';
import type { LoadedProject, Project, Service } from './project.js';
import type { ProjectOptions } from './project-options.js';
import { pruneResources } from './prune.js';
import { readLayers } from './read-layers.js';
import { checkReferences } from './references.js';
import { selectServices } from './select-services.js';
import { nodeSpans } from './node-spans.js';

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
  const value = model && readProject(loading, model, options);
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
    home: options.environment.get('HOME'),
    findings: [],
    sources: new Map(),
    layers: [],
    parsed: new Map(),
  };
}

function outcome<T>({ findings, sources }: Loading, value: T | undefined): LoadOutcome<T> {
  return { value: hasErrors(findings) ? undefined : value, diagnostics: inReadingOrder(findings), sources };
}

interface Model {
  readonly tree: MapNode;
  readonly name: string;
  readonly environment: Environment;
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
  if (project === undefined || name === undefined) return undefined;
  if (project.map.size === 0) {
    loading.findings.push(diagnose('empty-compose-file', {}));
    return undefined;
  }
  const tree = loading.switches.normalize === false ? project : normalize(project, name, environment);
  return { tree, name, environment };
}

/** The passes on typed data. */
function readProject(
  loading: Loading,
  { tree, name, environment }: Model,
  options: ProjectOptions,
): LoadedProject | undefined {
  const { findings, switches, files, directory } = loading;
  const read = projectSyntax.read(tree, trailInto(findings));
  if (read === undefined || hasErrors(findings)) return undefined;
  const spans = nodeSpans(tree);
  const { services = {}, version: _version, include: _include, ...rest } = read;
  const whole = { ...rest, name, services } as Project;
  const selection = selectByProfiles(services, options.profiles);
  const consistency = { project: whole, selection, spans, findings };
  if (switches.consistency !== false) {
    checkReferences(consistency);
    checkConsistency(consistency);
    checkDependencyCycles(consistency);
  }
  const selected = selectServices(selection, switches.services ?? []);
  findings.push(...selected.diagnostics);
  if (selected.value === undefined || hasErrors(findings)) return undefined;
  const reading = { files, environment, directory, spans, findings };
  const resolve = (service: string, value: Service): Service => {
    const resolved =
      switches.resolveEnvironment === false ? value : resolveEnvironmentFiles(service, value, reading);
    return resolveLabelFiles(service, withScale(resolved), reading);
  };
  const enabled = Object.entries(selected.value.enabled).map(([service, value]): [string, Service] => [
    service,
    resolve(service, value),
  ]);
  checkContainerNames({ ...consistency, selection: selected.value });
  const project = { ...whole, services: Object.fromEntries(enabled) };
  return {
    project: switches.allResources === true ? project : pruneResources(project),
    spans,
    sources: loading.sources,
    directory,
    environment,
    profiles: profilesOf(services),
    layers: loading.layers,
  };
}

// `scale` is the older word; Compose copies it to where the newer one stands.
function withScale(service: Service): Service {
  return service.scale === undefined || service.deploy === undefined
    ? service
    : { ...service, deploy: { ...service.deploy, replicas: service.scale } };
}

function profilesOf(services: Readonly<Record<string, Service>>): readonly string[] {
  return [...new Set(Object.values(services).flatMap(({ profiles = [] }) => profiles))].toSorted();
}
