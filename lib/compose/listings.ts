/** What `docker compose config` lists of a project instead of printing it whole. Lists are sorted by name. */
import { createHash } from 'node:crypto';
import { byCodePoint } from '../syntax/grammars/code-point-order.js';
import { serviceJson } from './print-json.js';
import type { Project } from './project.js';

/** The names of the services, each after those that it depends on. */
export function serviceNames(project: Project): readonly string[] {
  const names = new Set<string>();
  const seen = new Set<string>();
  const add = (candidates: readonly string[]): void => {
    for (const name of candidates.toSorted(byCodePoint)) {
      const service = project.services[name];
      if (service === undefined || seen.has(name)) continue;
      seen.add(name);
      add(Object.keys(service.depends_on ?? {}));
      names.add(name);
    }
  };
  add(Object.keys(project.services));
  return [...names];
}

/** The keys of the networks or volumes. */
export function resourceNames(project: Project, kind: 'networks' | 'volumes'): readonly string[] {
  return Object.keys(project[kind] ?? {}).toSorted(byCodePoint);
}

/** The models that the entries of `models` name. */
export function modelNames(project: Project): readonly string[] {
  return Object.entries(project.models ?? {})
    .toSorted(([a], [b]) => byCodePoint(a, b))
    .flatMap(([, { model }]) => (model ? [model] : []));
}

/**
 * The images of the services; one without `image` gets the name that Compose builds it under, which `separator` joins.
 * Images of `pre_start` hooks follow their service's.
 */
export function imageNames(project: Project, separator: '-' | '_'): readonly string[] {
  return Object.entries(project.services)
    .toSorted(([a], [b]) => byCodePoint(a, b))
    .flatMap(([name, service]) => {
      const image = service.image || `${project.name}${separator}${name}`;
      const hooks = (service.pre_start ?? []).flatMap((hook) => (hook.image ? [hook.image] : []));
      return [image, ...hooks.filter((hook) => hook !== image)];
    });
}

/**
 * The hash by which Compose tells whether a service's containers are out of date: SHA-256, hexadecimal. How the image
 * is built and pulled, the number of containers, dependencies and profiles do not count.
 */
export function serviceHash(project: Project, name: string, defaultPlatform: string | undefined): string {
  const {
    build,
    pull_policy: _policy,
    scale: _scale,
    depends_on: _on,
    profiles: _profiles,
    ...service
  } = project.services[name] ?? {};
  const { replicas: _, ...deploy } = service.deploy ?? {};
  const platform = service.platform ?? (build && defaultPlatform ? defaultPlatform : undefined);
  const hashed = { ...service, ...(service.deploy && { deploy }), ...(platform && { platform }) };
  return createHash('sha256').update(serviceJson(hashed)).digest('hex');
}
