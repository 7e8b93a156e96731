/**
 * One Compose project in each of its environments, by one code path: layers and variables differ, nothing else. What
 * would make the image of a service differ from environment to environment is found here.
 */
import { buildDifferences } from './compose/build-differences.js';
import {
  environmentFlags,
  selectEnvironment,
  strictVariables,
  type SelectedEnvironment,
} from './compose/environments.js';
import type { LoadedProject } from './compose/project.js';
import type { ProjectFlags } from './compose/project-options.js';
import type { CheckedWithSources, Diagnostic } from './diagnostics/diagnostic.js';
import { layerDifferences } from './images/layer-differences.js';
import type { Environments } from './model/environment-declaration.js';
import { projectInputs, type ProjectDefaults, type ProjectInputs } from './project-inputs.js';

/** What the environments of a project follow from. */
export interface EnvironmentSource extends ProjectDefaults {
  /** Compose's own flags, as they are for every environment. */
  readonly flags: ProjectFlags;
  /** In the order of promotion; none, where the project has no environments. */
  readonly environments: Environments;
  /** Loads the project with these flags; the variables go before all others. */
  readonly load: (
    flags: ProjectFlags,
    variables: Readonly<Record<string, string>>,
  ) => CheckedWithSources<LoadedProject>;
}

/** Reads the environment of this name; without one the only one, the first, or the project as it is. */
export function readEnvironment(
  source: EnvironmentSource,
  name: string | undefined,
): CheckedWithSources<ProjectInputs> {
  const selected = selectEnvironment(source.environments, name);
  if (selected.value === undefined)
    return { value: undefined, diagnostics: selected.diagnostics, sources: new Map() };
  const loaded = loadSelected(source, selected.value);
  const every = Object.entries(source.environments).map(([other, declaration]): Loaded =>
    other === selected.value?.name
      ? [other, loaded]
      : [other, loadSelected(source, { name: other, declaration })],
  );
  return withDifferences(projectInputs(loaded, selected.value, source), every);
}

/** Reads every environment that is declared. */
export function readEveryEnvironment(
  source: EnvironmentSource,
): Readonly<Record<string, CheckedWithSources<ProjectInputs>>> {
  const every = Object.entries(source.environments).map(([name, declaration]): Loaded => [
    name,
    loadSelected(source, { name, declaration }),
  ]);
  const read = every.map(([name, project]) => {
    const declaration = source.environments[name] ?? {};
    const inputs = projectInputs(project, { name, declaration }, source);
    return [name, withDifferences(inputs, every)] as const;
  });
  const found = layerDifferences(
    read.flatMap(([name, { value }]) =>
      value === undefined ? [] : [{ name, loaded: value.project, images: value.images }],
    ),
  );
  return Object.fromEntries(read.map(([name, inputs]) => [name, withFindings(inputs, found)]));
}

type Loaded = readonly [string, CheckedWithSources<LoadedProject>];

function loadSelected(
  { flags, environments, load }: EnvironmentSource,
  { name, declaration }: SelectedEnvironment,
): CheckedWithSources<LoadedProject> {
  if (name === undefined || Object.keys(environments).length === 0) return load(flags, {});
  const loaded = load(environmentFlags(flags, declaration), declaration.variables ?? {});
  return { ...loaded, diagnostics: strictVariables(loaded.diagnostics, name) };
}

// What is wrong with another environment alone is told where that one is read.
function withDifferences(
  read: CheckedWithSources<ProjectInputs>,
  every: readonly Loaded[],
): CheckedWithSources<ProjectInputs> {
  const found = buildDifferences(
    every.flatMap(([name, { value }]) => (value === undefined ? [] : [{ name, loaded: value }])),
  );
  return {
    ...withFindings(read, found),
    sources: new Map([...every.flatMap(([, { sources }]) => [...sources]), ...read.sources]),
  };
}

function withFindings(
  read: CheckedWithSources<ProjectInputs>,
  found: readonly Diagnostic[],
): CheckedWithSources<ProjectInputs> {
  const diagnostics = [...read.diagnostics, ...found];
  return {
    ...read,
    value: read.value === undefined ? undefined : { ...read.value, findings: diagnostics },
    diagnostics,
  };
}
