import type { ResolvedImages } from '../model/image-lock.js';
import type { Extensions } from '../syntax/object.js';
import { externalConfigs } from './external-configs.js';
import { filesInVolumes } from './files-in-volumes.js';
import type { MountingProject } from './persistent-mounts.js';
import type { Project } from './project.js';
import { volumeFillings } from './volume-filling.js';

/** The name of our own init image among those of services; its slash makes sure that no service is called so. */
export const initImage = 'cdk-compose/init';

type Containers = Pick<Project, 'services' | 'configs'> & Extensions;

/** Whether services look each other up: in a VPC of others bare names do not resolve by themselves. */
export function looksUpNames({ services }: Pick<Containers, 'services'>): boolean {
  return Object.keys(services).length > 1;
}

/**
 * Whether something has to be done in a service's task before its container starts, whatever its image is: its secrets
 * or external configs are files, or the Compose file names a VPC of others.
 */
function always(project: Containers, service: string): boolean {
  const { services, 'x-aws-vpc': vpc } = project;
  const isWritten = (services[service]?.secrets?.length ?? 0) + externalConfigs(project, service).length > 0;
  return (vpc !== undefined && looksUpNames(project)) || isWritten;
}

/**
 * The services whose tasks may run the init image, sorted: those that mount something may have to fill it, and all of
 * several may run in a VPC that an app brings along.
 */
export function initServices(project: Containers): readonly string[] {
  return Object.keys(project.services)
    .filter(
      (service) =>
        looksUpNames(project) ||
        always(project, service) ||
        (project.services[service]?.volumes ?? []).length > 0,
    )
    .toSorted();
}

/** Whether a task runs the init image, by what is known of the images of the services. */
export function needsInitImage(
  { project, binds }: MountingProject & { readonly project: Containers },
  images: ResolvedImages,
): boolean {
  return Object.keys(project.services).some(
    (service) =>
      always(project, service) ||
      volumeFillings({ project, binds }, service, images[service]).length > 0 ||
      filesInVolumes({ project, binds }, service, images[service]).length > 0,
  );
}
