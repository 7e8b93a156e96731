import { hasErrors, type CheckedWithSources } from '../lib/diagnostics/diagnostic.js';
import type { DeploymentPlan } from '../lib/model/deployment-plan.js';
import type { Environments } from '../lib/model/environment-declaration.js';
import type { Layout } from '../lib/model/layout.js';
import { planDeployment } from '../lib/plan/plan.js';
import type { ProjectInputs } from '../lib/project-inputs.js';
import { readEnvironment, readEveryEnvironment, type EnvironmentSource } from '../lib/read-environments.js';
import { projectContext } from './cdk-context.js';
import { loadFromOptions } from './load-from-options.js';
import type { Machine } from './machine.js';
import type { ComposeOptions } from './options.js';

/** Compose's own flags, and the environment to deploy to. */
export interface ProjectOptions extends ComposeOptions {
  readonly environment?: string;
  readonly environments?: Environments;
  readonly imageAccount?: string;
  readonly layout?: Layout;
}

/**
 * Reads the Compose project that the command line names, with its image lock and bindings; what the command line leaves
 * open, the CDK context says.
 */
export function readProjectInputs(
  options: ProjectOptions,
  machine: Machine,
): CheckedWithSources<ProjectInputs> {
  const { source, environment, diagnostics } = environmentSource(options, machine);
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics, sources: new Map() };
  const read = readEnvironment(source, environment);
  return { ...read, diagnostics: [...diagnostics, ...read.diagnostics] };
}

/** The same for each environment that is declared; without declarations, for the one that is named. */
export function readEveryInputs(
  options: ProjectOptions,
  machine: Machine,
): readonly CheckedWithSources<ProjectInputs>[] {
  const { source, environment, diagnostics } = environmentSource(options, machine);
  const isOne = Object.keys(source.environments).length === 0 || environment !== undefined;
  return isOne || hasErrors(diagnostics)
    ? [readProjectInputs(options, machine)]
    : Object.values(readEveryEnvironment(source));
}

function environmentSource(options: ProjectOptions, machine: Machine) {
  const { value: context = {}, diagnostics } = projectContext(machine);
  const { build: _, builder: __, ...defaults } = context;
  const {
    environment,
    environments = {},
    imageAccount,
    layout,
    paused,
    ...flags
  } = { ...defaults, ...options };
  const source: EnvironmentSource = {
    flags,
    environments: options.layout === undefined ? environments : withLayout(environments, options.layout),
    imageAccount,
    layout,
    paused,
    load: (own, variables) => loadFromOptions({ ...flags, ...own }, withVariables(machine, variables)),
  };
  return { source, environment, diagnostics };
}

/** What the command line says wins over what an environment says. */
function withLayout(environments: Environments, layout: Layout): Environments {
  return Object.fromEntries(
    Object.entries(environments).map(([name, declaration]) => [name, { ...declaration, layout }]),
  );
}

function withVariables(machine: Machine, variables: Readonly<Record<string, string>>): Machine {
  return { ...machine, environment: { ...machine.environment, ...variables } };
}

/** The inputs, with the deployment plan that follows from them. */
export interface PlannedProject extends CheckedWithSources<ProjectInputs> {
  readonly plan: DeploymentPlan | undefined;
}

/** Reads the project and plans its deployment; `diagnostics` holds the findings of both. */
export function planProject(options: ProjectOptions, machine: Machine): PlannedProject {
  const read = readProjectInputs(options, machine);
  if (read.value === undefined) return { ...read, plan: undefined };
  const { project, images, bindings, findings: _, env: __, ...planOptions } = read.value;
  const planned = planDeployment(project, images, bindings, planOptions);
  return { ...read, plan: planned.value, diagnostics: [...read.diagnostics, ...planned.diagnostics] };
}
