import { logRouterImage, logRouterReference, logRouterServices } from '../compose/log-router.js';
import { withInitImage } from './init-image.js';
import type { ImageProject } from './service-build.js';

/** The project with the images among its services that are ours to add: so they are built, pinned and locked with theirs. */
export function withOwnImages<P extends ImageProject>(project: P): P {
  const own = withInitImage(project);
  return logRouterServices(project).length === 0
    ? own
    : { ...own, services: { ...own.services, [logRouterImage]: { image: logRouterReference } } };
}

/** The services in whose tasks an image runs: of one of ours, those that have it beside their own. */
export function usersOfImage(project: ImageProject, service: string): readonly string[] {
  return service === logRouterImage ? logRouterServices(project) : [service];
}
