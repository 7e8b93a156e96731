import { join } from 'node:path';
import type { LoadedProject } from '../lib/compose/project.js';
import { hasErrors, type Diagnostic, type Sources } from '../lib/diagnostics/diagnostic.js';
import { bindingsName, readBindings } from '../lib/images/bindings-file.js';
import { imageLockName, readImageLock } from '../lib/images/image-lock-file.js';
import { resolveImages } from '../lib/images/resolve-images.js';
import type { Bindings } from '../lib/model/bindings.js';
import type { DeploymentPlan } from '../lib/model/deployment-plan.js';
import type { ResolvedImages } from '../lib/model/image-lock.js';
import { planDeployment } from '../lib/plan/plan.js';
import type { Machine } from './machine.js';
import { loadFromOptions, type ComposeOptions } from './options.js';

/** What a plan is made from: the Compose project, and what its image lock and its environment's bindings say. */
export interface ProjectInputs {
  readonly loaded: LoadedProject;
  readonly images: ResolvedImages;
  readonly bindings: Bindings;
}

/** The inputs, unless the project did not load; what was found while reading them; and every text that places point into. */
export interface ReadInputs {
  readonly inputs: ProjectInputs | undefined;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
}

/** Compose's own flags, and the environment to deploy to. */
export interface ProjectOptions extends ComposeOptions {
  readonly environment?: string;
}

/** Reads the Compose project and the two files beside it: no network, no Docker. */
export function readProjectInputs(options: ProjectOptions, machine: Machine): ReadInputs {
  const loading = loadFromOptions(options, machine);
  const loaded = loading.value;
  if (loaded === undefined || hasErrors(loading.diagnostics)) {
    return { inputs: undefined, diagnostics: loading.diagnostics, sources: loading.sources };
  }
  const { environment } = options;
  const lock = readImageLock(join(loaded.directory, imageLockName));
  const bindings =
    environment === undefined ? undefined : readBindings(join(loaded.directory, bindingsName(environment)));
  const images = resolveImages(loaded.project, lock.value ?? { version: 1, images: {} });
  return {
    inputs: { loaded, images: images.value ?? {}, bindings: bindings?.value ?? { version: 1 } },
    diagnostics: [loading, lock, images, ...(bindings === undefined ? [] : [bindings])].flatMap(
      ({ diagnostics }) => diagnostics,
    ),
    sources: new Map([...loading.sources, ...lock.sources, ...(bindings?.sources ?? [])]),
  };
}

/** The inputs with the deployment plan that follows from them. */
export interface PlannedProject extends ReadInputs {
  readonly plan: DeploymentPlan | undefined;
}

/** Reads the project and plans its deployment; `diagnostics` holds the findings of both. */
export function planProject(options: ProjectOptions, machine: Machine): PlannedProject {
  const read = readProjectInputs(options, machine);
  if (read.inputs === undefined) return { ...read, plan: undefined };
  const { loaded, images, bindings } = read.inputs;
  const { environment } = options;
  const planned = planDeployment(loaded, images, bindings, environment === undefined ? {} : { environment });
  return { ...read, plan: planned.value, diagnostics: [...read.diagnostics, ...planned.diagnostics] };
}
