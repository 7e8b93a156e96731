import type { PortMappingPlan } from '../model/deployment-plan.js';
import { mappingOf, type Exposure } from './exposure.js';
import { portMappingName, type ConnectedPort } from './connected-ports.js';
import type { Planning } from './planning.js';
import { transport } from './port-protocol.js';

/** The ports that a container listens on, each once: ECS takes no second mapping of one for another protocol. */
export function portMappings(
  planning: Planning,
  name: string,
  exposure: Exposure | undefined,
  connected: readonly ConnectedPort[] = [],
): readonly PortMappingPlan[] {
  const mappings = new Map<number, PortMappingPlan>();
  (planning.project.services[name]?.ports ?? []).forEach((port, index) => {
    const { target } = port;
    const protocol = transport(port);
    // ECS knows TCP and UDP; others reach any port of a task anyhow.
    if (mappings.has(target) || (protocol !== 'tcp' && protocol !== 'udp')) return;
    const published = exposure?.published.find((one) => one.target === target);
    mappings.set(target, {
      containerPort: target,
      protocol: published === undefined ? protocol : mappingOf(published, exposure?.published ?? []),
      cause: planning.cause(['services', name, 'ports', index], 'ports'),
    });
  });
  for (const port of connected) {
    const { cause } = port;
    mappings.set(port.port, {
      ...(mappings.get(port.port) ?? { containerPort: port.port, protocol: 'tcp', cause }),
      name: portMappingName(port),
      ...(port.protocol === 'tcp' ? {} : { appProtocol: port.protocol }),
    });
  }
  return [...mappings.values()];
}
