import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { Planning } from './planning.js';

/** A name under which Compose lets others reach a service. */
export interface Claim {
  readonly name: string;
  readonly path: ComposePath;
  readonly because: string;
  /** Nobody asked for it: where it cannot be had, it is left out without a word. */
  readonly isIncidental: boolean;
}

/** What a service is called beside its own name: network aliases, `container_name`, `hostname`, and `links` of others. */
export function claimsOf(planning: Planning, name: string): readonly Claim[] {
  const service = planning.project.services[name];
  const claim = (called: string, path: ComposePath, because: string, isIncidental = false): Claim => ({
    name: called,
    path,
    because,
    isIncidental,
  });
  const aliases = Object.entries(service?.networks ?? {}).flatMap(([network, attachment]) =>
    (attachment?.aliases ?? []).map((alias, index) =>
      claim(alias, ['services', name, 'networks', network, 'aliases', index], `alias on network ${network}`),
    ),
  );
  const { container_name: container, hostname } = service ?? {};
  const linked = (planning.links.get(name) ?? []).map(({ by, alias, path }) =>
    claim(alias, path, `links of ${by}`),
  );
  return [
    ...aliases,
    ...(container === undefined
      ? []
      : [claim(container, ['services', name, 'container_name'], 'container_name')]),
    ...linked,
    // Docker's DNS answers for it, though people mostly state it for the container itself.
    ...(hostname === undefined || hostname.toLowerCase() === 'localhost'
      ? []
      : [claim(hostname, ['services', name, 'hostname'], 'hostname', true)]),
  ];
}
