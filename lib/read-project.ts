import { loadProject } from './compose/load.js';
import { nodeFileSystem } from './compose/node-file-system.js';
import { projectOptions, type ProjectFlags } from './compose/project-options.js';
import { ComposeError } from './diagnostics/compose-error.js';
import { hasErrors } from './diagnostics/diagnostic.js';
import { projectInputs, type ProjectInputs } from './project-inputs.js';

/** Which Compose project to read; flags as those of `docker compose`. */
export interface ReadProjectProps extends ProjectFlags {
  /** The folder to start from, absolute: where a shell would stand. `__dirname` in most CDK apps. */
  readonly directory: string;
  /**
   * The environment to deploy to: its bindings are read from `compose.<environment>.json`.
   *
   * @default - no environments are declared
   */
  readonly environment?: string;
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
export function readProject({
  directory,
  environment,
  variables = {},
  ...flags
}: ReadProjectProps): ProjectInputs {
  const options = projectOptions(flags, { environment: variables, directory, files: nodeFileSystem });
  if (options.value === undefined) throw new ComposeError(options.diagnostics);
  const { value, diagnostics, sources } = projectInputs(
    loadProject(options.value, nodeFileSystem),
    environment,
  );
  if (value === undefined || hasErrors(diagnostics)) throw new ComposeError(diagnostics, sources);
  return value;
}
