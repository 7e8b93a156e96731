import type { CheckedWithSources } from '../lib/diagnostics/diagnostic.js';
import type { DeploymentPlan } from '../lib/model/deployment-plan.js';
import { planDeployment } from '../lib/plan/plan.js';
import { projectInputs, type ProjectInputs } from '../lib/project-inputs.js';
import type { Machine } from './machine.js';
import { loadFromOptions } from './load-from-options.js';
import type { ComposeOptions } from './options.js';

/** Compose's own flags, and the environment to deploy to. */
export interface ProjectOptions extends ComposeOptions {
  readonly environment?: string;
}

/** Reads the Compose project that the command line names, with its image lock and bindings. */
export function readProjectInputs(
  options: ProjectOptions,
  machine: Machine,
): CheckedWithSources<ProjectInputs> {
  return projectInputs(loadFromOptions(options, machine), options.environment);
}

/** The inputs, with the deployment plan that follows from them. */
export interface PlannedProject extends CheckedWithSources<ProjectInputs> {
  readonly plan: DeploymentPlan | undefined;
}

/** Reads the project and plans its deployment; `diagnostics` holds the findings of both. */
export function planProject(options: ProjectOptions, machine: Machine): PlannedProject {
  const read = readProjectInputs(options, machine);
  if (read.value === undefined) return { ...read, plan: undefined };
  const { project, images, bindings, environment } = read.value;
  const planned = planDeployment(project, images, bindings, environment === undefined ? {} : { environment });
  return { ...read, plan: planned.value, diagnostics: [...read.diagnostics, ...planned.diagnostics] };
}
