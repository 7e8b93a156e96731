import type { Service } from './project.js';

type Services = Readonly<Record<string, Service>>;

/** The services of a project, told apart by the active profiles. */
export interface Selection {
  readonly enabled: Services;
  readonly disabled: Services;
  /** The active profiles, with those that were activated for named services. */
  readonly profiles: readonly string[];
}

/** A service without profiles is enabled, one with profiles if any of them is active; `*` activates all. */
export function selectByProfiles(services: Services, profiles: readonly string[]): Selection {
  const active = new Set(profiles);
  const entries = Object.entries(services);
  const isEnabled = ({ profiles: own = [] }: Service): boolean =>
    own.length === 0 || active.has('*') || own.some((profile) => active.has(profile));
  return {
    enabled: Object.fromEntries(entries.filter(([, service]) => isEnabled(service))),
    disabled: Object.fromEntries(entries.filter(([, service]) => !isEnabled(service))),
    profiles,
  };
}
