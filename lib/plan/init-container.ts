import { initImage } from '../compose/init-image.js';
import type { Cause, ContainerPlan, ImagePlan } from '../model/deployment-plan.js';
import { ecsName } from './identity.js';
import { ownRepository } from './image-plan.js';
import type { Planning } from './planning.js';

/** What an init container does. */
export interface InitWork extends Pick<ContainerPlan, 'mounts' | 'secrets'> {
  /** The words of its command: see init.sh of the init image. */
  readonly words: readonly string[];
  readonly cause: Cause;
}

/** A container of our own image, which does its works and ends before the service's container starts. */
export function initContainer(
  planning: Planning,
  service: string,
  [first, ...others]: readonly [InitWork, ...InitWork[]],
): ContainerPlan {
  const works = [first, ...others];
  const { cause } = first;
  return {
    name: initName(planning, service),
    cause,
    essential: false,
    image: initImagePlan(planning, cause),
    portMappings: [],
    mounts: works.flatMap(({ mounts }) => mounts),
    tmpfs: [],
    files: [],
    logStreamPrefix: `${service}-init`,
    dependsOn: [],
    settings: { command: works.flatMap(({ words }) => words) },
    // What the words do is told by mounts and secrets, and by the plan of the network.
    causes: {},
    secrets: works.flatMap(({ secrets }) => secrets),
  };
}

/** The name of a service's init container; no service has it. */
export function initName(planning: Pick<Planning, 'project'>, service: string): string {
  return helperName(planning, service, 'init');
}

/** The name of a container that prepares a service's own; no service has it. */
export function helperName({ project }: Pick<Planning, 'project'>, service: string, task: string): string {
  const name = `${service}-${task}`;
  return ecsName(project.services[name] === undefined ? name : `${service}/${task}`);
}

function initImagePlan({ project, images, bindings }: Planning, cause: Cause): ImagePlan {
  const image = images[initImage];
  return {
    from: 'ecr',
    ...ownRepository(project.name, bindings),
    tag: image?.tag ?? 'missing',
    digest: image?.digest,
    cause,
  };
}
