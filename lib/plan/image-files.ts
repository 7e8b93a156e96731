import type { FilesPlan } from '../model/deployment-plan.js';
import { plannedBinds } from './bind-plan.js';
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
    const because = `an anonymous volume below a mount that is in the image`;
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
 * Whether an entry of `volumes` is an anonymous volume below a bind mount that is part of the image: on a laptop it
 * keeps the mount from hiding what the image has there (`/code/node_modules`). Where nothing is mounted, nothing hides it.
 */
export function keepsImageFiles(planning: Planning, service: string, index: number): boolean {
  const definition = planning.project.services[service];
  const mount = definition?.volumes?.[index];
  if (mount?.type !== 'volume' || (mount.source ?? '') !== '' || definition?.read_only === true) return false;
  return plannedBinds(planning, service).some(
    ({ bind, treatment }) =>
      (treatment.kind === 'copy' || treatment.kind === 'ignore') &&
      mount.target.startsWith(`${bind.target}/`),
  );
}
