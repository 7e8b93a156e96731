import { capability, DEFAULT_CAPABILITIES } from '../keys/capabilities.js';
import type { ContainerPlan, ContainerSettings } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/**
 * What a container adds and drops. Fargate adds SYS_PTRACE alone, so "drop all, but keep these" is told as dropping
 * every capability that containers have by default and that `cap_add` does not name.
 */
export function capabilities(
  planning: Planning,
  name: string,
): Pick<ContainerPlan, 'causes'> & { readonly settings: ContainerSettings } {
  const service = planning.project.services[name];
  const added = (service?.cap_add ?? []).map(capability);
  const dropped = (service?.cap_drop ?? []).map(capability);
  const kept = added.filter((capabilityName) => DEFAULT_CAPABILITIES.has(capabilityName));
  const drops =
    dropped.includes('ALL') && kept.length > 0
      ? [...DEFAULT_CAPABILITIES].filter((capabilityName) => !kept.includes(capabilityName))
      : dropped;
  const traced = added.includes('SYS_PTRACE');
  const because = drops === dropped ? 'cap_drop' : `cap_drop ALL, but cap_add ${kept.join(', ')}`;
  return {
    settings: {
      ...(traced ? { capabilitiesAdd: ['SYS_PTRACE'] } : {}),
      ...(drops.length === 0 ? {} : { capabilitiesDrop: drops }),
    },
    causes: {
      ...(traced ? { capabilitiesAdd: planning.cause(['services', name, 'cap_add'], 'cap_add') } : {}),
      ...(drops.length === 0
        ? {}
        : { capabilitiesDrop: planning.cause(['services', name, 'cap_drop'], because) }),
    },
  };
}
