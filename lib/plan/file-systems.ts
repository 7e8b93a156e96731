import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { FileSystemPlan, MissingBinding } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import { fileSystemLogicalId } from './identity.js';
import type { Planning } from './planning.js';

/** One file system per named volume that a service mounts. */
export function fileSystems(planning: Planning): Found<readonly FileSystemPlan[]> {
  const { project, options } = planning;
  const diagnostics: Diagnostic[] = [];
  const plans = Object.keys(project.volumes ?? {})
    .toSorted()
    .flatMap((name): readonly FileSystemPlan[] => {
      const mountedBy = mountersOf(planning, name);
      if (mountedBy.length === 0) return [];
      const existing = existingFileSystem(planning, name);
      const path = ['volumes', name];
      if (project.volumes?.[name]?.external === true && existing === undefined) {
        diagnostics.push(planning.finding('external-volume-not-bound', { volume: name }, path));
      }
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
  return found(plans, diagnostics);
}

/** External volumes of which nothing says which file system they are. */
export function missingBindings(planning: Planning): readonly MissingBinding[] {
  return Object.entries(planning.project.volumes ?? {})
    .filter(
      ([name, { external }]) =>
        external === true &&
        existingFileSystem(planning, name) === undefined &&
        mountersOf(planning, name).length > 0,
    )
    .map(([name]) => ({
      what: `volume ${name}`,
      sentence: `Nothing says which file system the external volume '${name}' is: put fileSystems.${name}.id into the bindings, then deploy again.`,
    }))
    .toSorted((a, b) => (a.what < b.what ? -1 : 1));
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
