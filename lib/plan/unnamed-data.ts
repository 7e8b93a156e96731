import { isDataPath } from '../compose/bind-names.js';
import { isAnonymous } from '../compose/volume-filling.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Planning } from './planning.js';

/**
 * Data that a laptop keeps and a deployment loses: `docker compose up` hands a volume without a name on to the container
 * that replaces another, and no task hands anything on.
 */
export function unnamedData(planning: Planning, service: string): readonly Diagnostic[] {
  const { volumes = [] } = planning.project.services[service] ?? {};
  return volumes.flatMap((mount, index) =>
    isAnonymous(mount) && isDataPath(mount.target)
      ? [
          planning.finding('data-not-kept', { service, target: mount.target }, [
            'services',
            service,
            'volumes',
            index,
          ]),
        ]
      : [],
  );
}
