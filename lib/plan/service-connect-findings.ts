import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { serviceConnect } from '../keys/extension/traffic-keys.js';
import { connectedPorts, knownPorts, MOST_PORTS } from './connected-ports.js';
import { lockedImage } from './image-facts.js';
import type { Planning } from './planning.js';

/** What a service asks of Service Connect that it cannot do, or does otherwise than one may think. */
export function serviceConnectFindings(planning: Planning, service: string): readonly Diagnostic[] {
  const asked = stated(planning.project.services[service], serviceConnect);
  const settings = typeof asked === 'object' ? asked : {};
  const ports = connectedPorts(planning, service);
  const path = ['services', service, serviceConnect.key];
  const datagrams = knownPorts(planning, service).filter(({ transport, port }) =>
    settings.ports === undefined ? transport === 'udp' : transport === 'udp' && settings.ports.includes(port),
  );
  const [datagram] = datagrams;
  if (ports.length > MOST_PORTS) {
    return [planning.finding('service-connect-too-many-ports', { service, most: MOST_PORTS }, path)];
  }
  if (datagram !== undefined) {
    return [planning.finding('service-connect-without-udp', { service, port: datagram.port }, path)];
  }
  if (ports.length === 0) {
    // Of an image that is not in the lock, it is not known what it exposes.
    return lockedImage(planning, service) === undefined
      ? []
      : [planning.finding('service-connect-without-ports', { service }, path)];
  }
  return [
    ...(settings.ports === undefined
      ? [
          planning.finding(
            'service-connect-known-ports',
            { service, ports: ports.map(({ port }) => port) },
            path,
          ),
        ]
      : []),
    ...(settings.request_timeout !== undefined && ports.every(({ protocol }) => protocol === 'tcp')
      ? [
          planning.finding(
            'key-without-effect',
            {
              key: [...path, 'request_timeout'].join('.'),
              because: `no port of '${service}' is known to speak HTTP; protocol: http says so`,
            },
            [...path, 'request_timeout'],
          ),
        ]
      : []),
  ];
}
