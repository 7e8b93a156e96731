import { join } from 'node:path';
import { withoutBoundVariables } from './compose/bound-variables.js';
import type { SelectedEnvironment } from './compose/environments.js';
import type { LoadedProject } from './compose/project.js';
import { diagnose, hasErrors, type CheckedWithSources, type Diagnostic } from './diagnostics/diagnostic.js';
import { applyXBake } from './images/apply-x-bake.js';
import { checkEnvironmentName, readBindings } from './images/bindings-file.js';
import { imageLockName, readImageLock } from './images/image-lock-file.js';
import { resolveImages } from './images/resolve-images.js';
import { type Bindings, bindingsName } from './model/bindings.js';
import type { ResolvedImages } from './model/image-lock.js';
import type { Layout } from './model/layout.js';
import type { PlanOptions } from './plan/plan-options.js';

/** What a deployment follows from: `new ComposeApp(scope, id, { ...inputs })` takes it as it is. */
export interface ProjectInputs extends Pick<
  PlanOptions,
  'egress' | 'zones' | 'layout' | 'paused' | 'undecided'
> {
  /** The loaded Compose project. */
  readonly project: LoadedProject;
  /** The image of each service, as the image lock beside the project pins it. */
  readonly images: ResolvedImages;
  /** Where things are in the environment, or where no environments are declared. */
  readonly bindings: Bindings;
  /** The environment's name; unset when none is declared. */
  readonly environment?: string;
  /** Where the environment is deployed to, as far as its declaration says; the shape of a stack's `env`. */
  readonly env?: { readonly account?: string; readonly region?: string };
  /** What was found on the way: the caller shows it, or deals with its errors. */
  readonly findings: readonly Diagnostic[];
}

/** What holds for every environment, where it does not say otherwise. */
export interface ProjectDefaults {
  /** The account whose ECR repositories hold the images of all environments. */
  readonly imageAccount?: string | undefined;
  readonly layout?: Layout | undefined;
  readonly paused?: boolean | undefined;
  /** `given`: whoever reads the project may bring a VPC along, and then needs our init image among the images. */
  readonly vpc?: PlanOptions['vpc'];
}

/**
 * Reads the image lock and the bindings beside a loaded project: no network, no Docker. Images are looked for in the
 * repository that the bindings name, else in that of `imageAccount` in the environment's own region.
 */
export function projectInputs(
  loaded: CheckedWithSources<LoadedProject>,
  { name: environment, declaration, undecided }: SelectedEnvironment,
  { imageAccount, layout: fallback, paused, vpc }: ProjectDefaults = {},
): CheckedWithSources<ProjectInputs> {
  if (loaded.value === undefined) return { ...loaded, value: undefined };
  const unfit = checkEnvironmentName(environment);
  const bindings: CheckedWithSources<Bindings> =
    unfit.length > 0
      ? { value: undefined, diagnostics: unfit, sources: new Map() }
      : readBindings(join(loaded.value.directory, bindingsName(environment)));
  const loading = withoutBoundVariables(loaded.diagnostics, loaded.value, bindings.value);
  if (hasErrors(loading)) return { ...loaded, value: undefined, diagnostics: loading };
  const extended = applyXBake(loaded.value);
  const project = extended.value;
  const lock = readImageLock(join(project.directory, imageLockName));
  const images = resolveImages({ ...project, ...(vpc && { vpc }) }, lock.value ?? { version: 1, images: {} });
  const diagnostics = [
    ...loading,
    ...[extended, lock, images, bindings].flatMap((checked) => checked.diagnostics),
    ...unreadBindings(project.directory, environment, bindings),
  ];
  const { account, region, egress, zones, layout = fallback } = declaration;
  return {
    value: {
      project,
      images: images.value ?? {},
      bindings: {
        ...(imageAccount !== undefined &&
          region !== undefined && {
            repository: { name: project.project.name, account: imageAccount, region },
          }),
        ...(bindings.value ?? { version: 1 }),
      },
      ...(environment === undefined ? {} : { environment }),
      ...(undecided === undefined ? {} : { undecided }),
      ...(egress === undefined ? {} : { egress }),
      ...(zones === undefined ? {} : { zones }),
      ...(layout === undefined ? {} : { layout }),
      ...(paused === undefined ? {} : { paused }),
      ...((account ?? region) === undefined
        ? {}
        : {
            env: {
              ...(account === undefined ? {} : { account }),
              ...(region === undefined ? {} : { region }),
            },
          }),
      findings: diagnostics,
    },
    diagnostics,
    sources: new Map([...loaded.sources, ...lock.sources, ...bindings.sources]),
  };
}

/** Those of before environments were declared: they would go unread without a word. */
function unreadBindings(
  directory: string,
  environment: string | undefined,
  bindings: CheckedWithSources<Bindings>,
): readonly Diagnostic[] {
  const nameless = bindingsName(undefined);
  if (environment === undefined || bindings.sources.size > 0) return [];
  if (readBindings(join(directory, nameless)).sources.size === 0) return [];
  return [diagnose('bindings-unread', { file: nameless, wanted: bindingsName(environment), environment })];
}
