import type { Extensions } from '../syntax/object.js';
import { externalConfigs } from './external-configs.js';
import type { Project } from './project.js';

/** The name of our own init image among those of services; its slash makes sure that no service is called so. */
export const initImage = 'cdk-compose/init';

type Containers = Pick<Project, 'services' | 'configs'> & Extensions;

/**
 * Whether something may have to be done in a service's task before its container starts: its secrets or
 * external configs are files, or the Compose file names a VPC of others, in which bare names do not resolve by themselves.
 */
function mayNeedInit(project: Containers, service: string): boolean {
  const { services, 'x-aws-vpc': vpc } = project;
  const looksUp = vpc !== undefined && Object.keys(services).length > 1;
  const isWritten = (services[service]?.secrets?.length ?? 0) + externalConfigs(project, service).length > 0;
  return looksUp || isWritten;
}

/** The services whose tasks may run the init image, sorted. */
export function initServices(project: Containers): readonly string[] {
  return Object.keys(project.services)
    .filter((service) => mayNeedInit(project, service))
    .toSorted();
}
