import type { Project } from './project.js';

/** The name of our own init image among those of services; its slash makes sure that no service is called so. */
export const initImage = 'cdk-compose/init';

type Containers = Pick<Project, 'services'>;

/** Whether something has to be done in a service's task before its container starts: its secrets are files. */
export function needsInit({ services }: Containers, service: string): boolean {
  return (services[service]?.secrets?.length ?? 0) > 0;
}

/** The services whose tasks run the init image, sorted. */
export function initServices(project: Containers): readonly string[] {
  return Object.keys(project.services)
    .filter((service) => needsInit(project, service))
    .toSorted();
}
