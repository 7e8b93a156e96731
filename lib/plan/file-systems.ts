import type { FileSystemPlan } from '../model/deployment-plan.js';
import { fileSystemLogicalId } from './identity.js';
import type { Planning } from './planning.js';

/** One file system per named volume that a service mounts. */
export function fileSystems(planning: Planning): readonly FileSystemPlan[] {
  const { project, options } = planning;
  return Object.keys(project.volumes ?? {})
    .toSorted()
    .flatMap((name): readonly FileSystemPlan[] => {
      const mountedBy = mountersOf(planning, name);
      if (mountedBy.length === 0) return [];
      const existing = existingFileSystem(planning, name);
      const path = ['volumes', name];
      return [
        {
          name,
          logicalId: fileSystemLogicalId(project.name, options.environment, name),
          existing,
          mountedBy,
          tags: {
            'com.docker.compose.project': project.name,
            'com.docker.compose.volume': name,
            ...(options.environment === undefined ? {} : { 'cdk-compose.environment': options.environment }),
          },
          cause: planning.cause(
            path,
            existing === undefined ? `volume ${name}` : `volume ${name}, ${existing}`,
          ),
        },
      ];
    });
}

/** The id of a file system that is not ours to make: from the bindings, or the name of an external volume. */
export function existingFileSystem(planning: Planning, volume: string): string | undefined {
  const bound = planning.bindings.fileSystems?.[volume]?.id;
  if (bound !== undefined) return bound;
  const { external, name } = planning.project.volumes?.[volume] ?? {};
  return external === true && name?.startsWith('fs-') === true ? name : undefined;
}

/** Who mounts a volume; a service that mounts it twice writes to it unless both mounts are read-only. */
export function mountersOf(planning: Planning, volume: string): FileSystemPlan['mountedBy'] {
  const { services } = planning.project;
  return Object.keys(services)
    .toSorted()
    .flatMap((service) => {
      const mounts = (services[service]?.volumes ?? []).filter(
        ({ type, source }) => type === 'volume' && source === volume,
      );
      return mounts.length === 0
        ? []
        : [{ service, readOnly: mounts.every(({ read_only }) => read_only === true) }];
    });
}
