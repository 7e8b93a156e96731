import type { ProjectInputs } from '../lib/project-inputs.js';
import { defaultRegion } from './default-region.js';
import type { Machine } from './machine.js';

/** The ECR repository of a project's images, as its bindings say; account and region are the caller's own where unset. */
export interface RepositoryOf {
  readonly name: string;
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** Where a project's images are. */
export function repositoryOf(
  { bindings: { repository }, project: { project } }: ProjectInputs,
  environment: Machine['environment'],
): RepositoryOf {
  return {
    name: repository?.name ?? project.name,
    account: repository?.account,
    region: repository?.region ?? defaultRegion(environment),
  };
}
