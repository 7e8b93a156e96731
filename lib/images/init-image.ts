import { join } from 'node:path';
import { initImage, initServices } from '../compose/init-image.js';
import { buildPlatforms } from './platforms.js';
import type { ImageProject } from './service-build.js';

/** The build context of the init image: a Dockerfile and a shell script. */
const context = join(__dirname, 'init-container');

/**
 * The project with our own init image among its services, if one of them needs it: so it is built, pushed and locked
 * with theirs. It is built for the platforms that those services run on.
 */
export function withInitImage<P extends ImageProject>(project: P): P {
  const users = initServices(project);
  if (users.length === 0) return project;
  const platforms = users.flatMap((service) =>
    buildPlatforms({ platform: project.services[service]?.platform, build: undefined }),
  );
  const build = { context, dockerfile: 'Dockerfile', platforms: [...new Set(platforms)].toSorted() };
  return { ...project, services: { ...project.services, [initImage]: { build } } };
}
