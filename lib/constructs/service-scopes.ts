import type { Construct } from 'constructs';
import type { Layout } from '../model/layout.js';
import type { ElementPlaces } from './element-places.js';
import { ServiceStack } from './service-stack.js';

/** What services of a layout are placed by. */
export interface Placement {
  /** @default 'flat' */
  readonly layout?: Layout;
  readonly places: ElementPlaces;
}

/**
 * Where the resources of a service stand. What others refer to is shared: data, security groups, target groups. So a
 * nested stack refers to the stack around it and never the other way round, and the rules that connect two services never
 * close a circle between their stacks.
 */
export interface ServiceScopes {
  /** Of the stack itself, and the same in every layout: a change of layout leaves what stands here as it is. */
  readonly shared: Construct;
  /** The same as `shared` in the flat layout. */
  readonly own: Construct;
}

/** The scopes of a service, below the construct that bears its name. */
export function serviceScopes(shared: Construct, { layout = 'flat', places }: Placement): ServiceScopes {
  return { shared, own: layout === 'flat' ? shared : new ServiceStack(shared, 'Stack', places) };
}
