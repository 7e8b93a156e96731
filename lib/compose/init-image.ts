import type { Extensions } from '../syntax/object.js';
import type { Project } from './project.js';

/** The name of our own init image among those of services; its slash makes sure that no service is called so. */
export const initImage = 'cdk-compose/init';

type Containers = Pick<Project, 'services'> & Extensions;

/**
 * Whether something may have to be done in a service's task before its container starts: its secrets are files, or the
 * Compose file names a VPC of others, in which bare names do not resolve by themselves.
 */
function mayNeedInit({ services, 'x-aws-vpc': vpc }: Containers, service: string): boolean {
  const looksUp = vpc !== undefined && Object.keys(services).length > 1;
  return looksUp || (services[service]?.secrets?.length ?? 0) > 0;
}

/** The services whose tasks may run the init image, sorted. */
export function initServices(project: Containers): readonly string[] {
  return Object.keys(project.services)
    .filter((service) => mayNeedInit(project, service))
    .toSorted();
}
