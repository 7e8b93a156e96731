import { loadProject } from './compose/load.js';
import { nodeFileSystem } from './compose/node-file-system.js';
import { projectOptions, type ProjectFlags } from './compose/project-options.js';
import { ComposeError } from './diagnostics/compose-error.js';
import { diagnose, hasErrors, type CheckedWithSources } from './diagnostics/diagnostic.js';
import type { Environments } from './model/environment-declaration.js';
import type { Layout } from './model/layout.js';
import type { ProjectInputs } from './project-inputs.js';
import { readEnvironment, readEveryEnvironment, type EnvironmentSource } from './read-environments.js';

/** Which Compose project to read; flags as those of `docker compose`. */
export interface ReadProjectProps extends Omit<ProjectFlags, 'overrideFile'> {
  /** The folder to start from, absolute: where a shell would stand. `__dirname` in most CDK apps. */
  readonly directory: string;
  /**
   * The environment to deploy to: its bindings are read from `compose.<environment>.json`.
   *
   * @default - the only one that is declared; none, where none is declared
   */
  readonly environment?: string;
  /**
   * What sets each environment apart, in the order of promotion.
   *
   * @default - no environments are declared
   */
  readonly environments?: Environments;
  /**
   * The account whose ECR repositories hold the images of all environments.
   *
   * @default - each stack's own account
   */
  readonly imageAccount?: string;
  /**
   * Whether each service's own resources stand in a nested stack, in environments that do not say it themselves.
   *
   * @default - flat, or nested where one stack would not hold everything
   */
  readonly layout?: Layout;
  /**
   * Deploys what services share, and no service.
   *
   * @default false
   */
  readonly paused?: boolean;
  /**
   * The variables that the Compose files interpolate, beside those of `.env`.
   *
   * @default - none, so that a template depends on nothing but files
   */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

/**
 * Reads a Compose project with its image lock and bindings: no network, no Docker. Throws a `ComposeError` with the
 * whole report when the project does not load; what else is found shows as annotations of the `ComposeApp`.
 */
export function readProject({ environment, ...props }: ReadProjectProps): ProjectInputs {
  return valueOf(readEnvironment(sourceOf(props), environment));
}

/**
 * Reads a Compose project in each of the environments that are declared, as `readProject` reads one. It is an error to
 * declare none.
 */
export function readEnvironments(
  props: Omit<ReadProjectProps, 'environment'>,
): Readonly<Record<string, ProjectInputs>> {
  const { environments = {} } = props;
  if (Object.keys(environments).length === 0) throw new ComposeError([diagnose('no-environments', {})]);
  return Object.fromEntries(
    Object.entries(readEveryEnvironment(sourceOf(props))).map(([name, read]) => [name, valueOf(read)]),
  );
}

function sourceOf({
  directory,
  variables = {},
  environments = {},
  imageAccount,
  layout,
  paused,
  ...flags
}: Omit<ReadProjectProps, 'environment'>): EnvironmentSource {
  return {
    flags,
    environments,
    imageAccount,
    layout,
    paused,
    vpc: 'given',
    load: (own, declared) => {
      const environment = { ...variables, ...declared };
      const options = projectOptions(own, { environment, directory, files: nodeFileSystem });
      if (options.value === undefined) return { ...options, value: undefined, sources: new Map() };
      const loaded = loadProject(options.value, nodeFileSystem);
      return { ...loaded, diagnostics: [...options.diagnostics, ...loaded.diagnostics] };
    },
  };
}

function valueOf({ value, diagnostics, sources }: CheckedWithSources<ProjectInputs>): ProjectInputs {
  if (value === undefined || hasErrors(diagnostics)) throw new ComposeError(diagnostics, sources);
  return value;
}
