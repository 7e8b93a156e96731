import { serviceKeys } from '../keys/index.js';
import type { ContainerPlan, ContainerSettings, ServicePlan } from '../model/deployment-plan.js';
import { capabilities } from './capabilities.js';
import { lockedImage } from './image-facts.js';
import type { Planning } from './planning.js';
import { restart } from './restart.js';

type Settings = Pick<ContainerPlan, 'settings' | 'causes'>;

/**
 * What single keys say about a container, folded into one record. Two keys that set one field are a bug of ours, and
 * throw. The image's own HEALTHCHECK stands in where the service states none, because ECS does not read it.
 */
export function containerSettings(
  planning: Planning,
  name: string,
  kind: ServicePlan['kind']['value'],
): Settings {
  const service: Readonly<Record<string, unknown>> = { ...planning.project.services[name] };
  const settings: Record<string, unknown> = {};
  const causes: Record<string, unknown> = {};
  for (const key of serviceKeys) {
    const value = service[key.key];
    if (value === undefined || value === null || key.plan === undefined) continue;
    const fragment = (key.plan as (value: unknown) => ContainerSettings)(value);
    for (const [field, setting] of Object.entries(fragment)) {
      if (field in settings)
        throw new Error(`two keys set the container's ${field}; the second is ${key.key}`);
      settings[field] = setting;
      causes[field] = planning.cause(['services', name, key.key], key.key);
    }
  }
  const inherited = lockedImage(planning, name)?.config.healthcheck;
  if (service['healthcheck'] === undefined && inherited !== undefined) {
    const { test, ...timing } = inherited;
    settings['healthCheck'] = { command: test, ...timing };
    causes['healthCheck'] = planning.cause(['services', name], "the image's HEALTHCHECK");
  }
  const capable = capabilities(planning, name);
  // What runs to its end is tried again as a whole task, by whoever started it.
  const restarted = kind === 'service' ? restart(planning, name) : undefined;
  return {
    settings: { ...settings, ...capable.settings, ...restarted?.settings },
    causes: { ...causes, ...capable.causes, ...restarted?.causes },
  } as Settings;
}
