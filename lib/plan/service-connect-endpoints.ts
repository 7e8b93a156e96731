import { stated } from '../keys/extension/extension-key.js';
import { serviceConnect } from '../keys/extension/traffic-keys.js';
import type { Decided, ServiceConnectEndpoint } from '../model/deployment-plan.js';
import { connectedPorts, portMappingName } from './connected-ports.js';
import { ecsName } from './identity.js';
import type { Planning } from './planning.js';

/** A name on each port. One that several services share stays in DNS, which leads to each of them in turn. */
export function endpoints(
  planning: Planning,
  name: string,
  names: Readonly<Record<string, readonly Decided<string>[]>>,
): readonly ServiceConnectEndpoint[] {
  const asked = stated(planning.project.services[name], serviceConnect);
  const { request_timeout: requestTimeout = 0, idle_timeout: idleTimeout } =
    typeof asked === 'object' ? asked : {};
  const ports = connectedPorts(planning, name);
  const others = new Set(
    Object.entries(names).flatMap(([other, known]) =>
      other === name ? [] : known.map(({ value }) => value.toLowerCase()),
    ),
  );
  const taken = new Set(others);
  const newName = (value: string, port: number): string => {
    const unused = discoveryName(value, port, taken);
    taken.add(unused);
    return unused;
  };
  return (names[name] ?? [])
    .filter(({ value }) => !others.has(value.toLowerCase()))
    .flatMap(({ value, cause }) =>
      ports.map((port) => ({
        portMapping: portMappingName(port),
        discoveryName: newName(value, port.port),
        dnsName: value.toLowerCase(),
        port: port.port,
        // As between containers of Docker, where nobody cuts an answer off: Service Connect would after 15 seconds.
        requestTimeout: port.protocol === 'tcp' ? undefined : requestTimeout,
        idleTimeout,
        cause,
      })),
    );
}

const LONGEST_DISCOVERY_NAME = 64;

/** Another than the names that DNS has in the same namespace, made fit for Cloud Map. */
function discoveryName(name: string, port: number, taken: ReadonlySet<string>): string {
  const end = `-${port}-connect`;
  const most = LONGEST_DISCOVERY_NAME - end.length;
  const label = ecsName(name).toLowerCase();
  // The name with a dot has a digest at its end.
  const digest = ecsName(`${name}.`).slice(-9).toLowerCase();
  const fit = label.length <= most ? label : `${label.slice(0, most - digest.length)}${digest}`;
  return taken.has(`${fit}${end}`) ? `${fit.slice(0, most - digest.length)}${digest}${end}` : `${fit}${end}`;
}
