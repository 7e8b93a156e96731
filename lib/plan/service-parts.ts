import type { Service } from '../compose/project.js';

/** An entry of a service's `ports`. */
export type Port = NonNullable<Service['ports']>[number];

/** An entry of a service's `volumes`. */
export type VolumeMount = NonNullable<Service['volumes']>[number];
