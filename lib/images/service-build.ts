import type { Project, Service } from '../compose/project.js';

/** The part of a loaded project that images are made from. */
export type ImageProject = Pick<
  Project,
  'name' | 'services' | 'secrets' | 'networks' | 'configs' | 'volumes'
>;

/** The part of a service that its image is made from. */
export type ImageService = Pick<Service, 'image' | 'platform' | 'build'>;

/** A service's `build`. Local paths are absolute, but `dockerfile`, which is relative to the context. */
export type ServiceBuild = NonNullable<Service['build']>;
