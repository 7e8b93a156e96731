import type { Machine } from './machine.js';

/** The region that the CDK CLI tells its apps; undefined: it tells none, and the SDK has a choice of its own. */
export function defaultRegion({ CDK_DEFAULT_REGION: region }: Machine['environment']): string | undefined {
  return region === '' ? undefined : region;
}
