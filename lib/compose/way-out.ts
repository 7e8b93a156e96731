import type { Project } from './project.js';

/** Whether a service may reach the internet: not, when all its networks are internal or when it has none at all. */
export function hasWayOut(
  { services, networks = {} }: Pick<Project, 'services' | 'networks'>,
  name: string,
): boolean {
  const service = services[name];
  const shared = /^service:(.+)$/.exec(service?.network_mode ?? '')?.[1];
  if (shared !== undefined && shared !== name && services[shared] !== undefined) {
    return hasWayOut({ services: withoutMode(services, name), networks }, shared);
  }
  if (service?.network_mode === 'none') return false;
  const joined = Object.keys(service?.networks ?? {});
  return joined.length === 0 || joined.some((network) => networks[network]?.internal !== true);
}

// Services that name each other's network for ever come to an end here.
function withoutMode(services: Project['services'], name: string): Project['services'] {
  return Object.fromEntries(Object.entries(services).filter(([other]) => other !== name));
}
