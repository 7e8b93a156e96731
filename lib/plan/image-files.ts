import type { FilesPlan } from '../model/deployment-plan.js';
import { plannedBinds } from '../compose/persistent-mounts.js';
import { isAnonymous, isMountedAnonymously } from '../compose/volume-filling.js';
import type { Planning } from './planning.js';

/** The files that a service finds in its image instead of in a mount: bind mounts, configs, what lies below them. */
export function imageFiles(planning: Planning, service: string): readonly FilesPlan[] {
  const { volumes = [], configs = [] } = planning.project.services[service] ?? {};
  const binds = plannedBinds(planning, service).flatMap(({ bind, treatment }): readonly FilesPlan[] => {
    if (treatment.kind !== 'copy' && treatment.kind !== 'ignore') return [];
    const path = bind.stated?.path ?? ['services', service, 'volumes', bind.index];
    const kind = treatment.kind === 'copy' ? 'copied' : 'left';
    return [
      {
        kind,
        source: bind.name,
        containerPath: bind.target,
        cause: planning.cause(path, treatment.because),
      },
    ];
  });
  const kept = volumes.flatMap(({ target }, index): readonly FilesPlan[] => {
    const path = ['services', service, 'volumes', index];
    const because = 'without a name: the container’s own files live as long';
    return keepsImageFiles(planning, service, index)
      ? [
          {
            kind: 'kept',
            source: 'anonymous volume',
            containerPath: target,
            cause: planning.cause(path, because),
          },
        ]
      : [];
  });
  const laid = configs.map(({ source, target = source }, index): FilesPlan => ({
    kind: planning.project.configs?.[source]?.external === true ? 'linked' : 'copied',
    source: `config ${source}`,
    containerPath: target.startsWith('/') ? target : `/${target}`,
    cause: planning.cause(['services', service, 'configs', index], 'a config'),
  }));
  return [...binds, ...kept, ...laid];
}

/**
 * Whether an entry of `volumes` is an anonymous volume that is not mounted: what the image has there is seen and may be
 * written to without it. Below a bind mount that is part of the image, too (`/code/node_modules`): nothing hides it.
 */
export function keepsImageFiles(planning: Planning, service: string, index: number): boolean {
  const mount = planning.project.services[service]?.volumes?.[index];
  return mount !== undefined && isAnonymous(mount) && !isMountedAnonymously(planning, service, mount.target);
}
