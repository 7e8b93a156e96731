import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { VolumesFromPlan } from '../model/deployment-plan.js';
import { plannedBinds } from '../compose/persistent-mounts.js';
import { found, type Found } from './found.js';
import { ecsName } from './identity.js';
import type { Planning } from './planning.js';

/**
 * Whose mounts a container takes over: ECS does it as Docker does, among the containers of one task. What was copied
 * into the other's image is no mount, so it stays there.
 */
export function volumesFrom(
  planning: Planning,
  name: string,
  inTask: readonly string[],
): Found<readonly VolumesFromPlan[]> {
  const diagnostics: Diagnostic[] = [];
  const plans = (planning.project.services[name]?.volumes_from ?? []).flatMap((text, index) => {
    const path = ['services', name, 'volumes_from', index];
    const [source = '', access] = text.split(':');
    if (!inTask.includes(source)) {
      diagnostics.push(planning.finding('volumes-of-another-task', { service: name, source: text }, path));
      return [];
    }
    const copied = plannedBinds(planning, source)
      .filter(({ treatment }) => treatment.kind === 'copy')
      .map(({ bind }) => bind.name);
    if (copied.length > 0) {
      diagnostics.push(
        planning.finding('volumes-from-leaves-files', { service: name, source, copied }, path),
      );
    }
    const cause = planning.cause(path, `volumes_from ${text}`);
    return [{ container: ecsName(source), readOnly: access === 'ro', cause }];
  });
  return found(plans, diagnostics);
}
