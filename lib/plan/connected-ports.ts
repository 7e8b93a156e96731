import type { Service } from '../compose/project.js';
import { stated } from '../keys/extension/extension-key.js';
import { serviceConnect } from '../keys/extension/traffic-keys.js';
import type { Cause, PortMappingPlan } from '../model/deployment-plan.js';
import { lockedImage } from './image-facts.js';
import type { Planning } from './planning.js';
import { portProtocol, transport } from './port-protocol.js';

/** A port that Service Connect forwards. */
export interface ConnectedPort {
  readonly port: number;
  readonly protocol: NonNullable<PortMappingPlan['appProtocol']> | 'tcp';
  readonly cause: Cause;
}

/** Port mappings of a container (Amazon ECS service quotas). */
export const MOST_PORTS = 100;

/** The ports of a service that are known, each once: from `ports`, `expose` and the image's EXPOSE. */
export function knownPorts(
  planning: Planning,
  name: string,
): readonly { readonly port: number; readonly transport: string; readonly cause: Cause }[] {
  const service = planning.project.services[name];
  const known = [
    ...(service?.ports ?? []).map((port, index) => ({
      port: port.target,
      transport: transport(port),
      cause: planning.cause(['services', name, 'ports', index], 'ports'),
    })),
    ...(service?.expose ?? []).flatMap((text, index) =>
      rangeOf(text).map((one) => ({
        ...one,
        cause: planning.cause(['services', name, 'expose', index], `expose ${text}`),
      })),
    ),
    ...(lockedImage(planning, name)?.config.exposedPorts ?? []).flatMap((text) =>
      rangeOf(text).map((one) => ({
        ...one,
        cause: planning.cause(['services', name], `the image exposes ${text}`),
      })),
    ),
  ];
  const seen = new Set<string>();
  return known.filter(({ port, transport: carrier }) => {
    const key = `${port}/${carrier}`;
    return !seen.has(key) && seen.add(key);
  });
}

/** The ports that `x-aws-service_connect` gives a service: those that it states, else all of TCP that are known; one more than `MOST_PORTS` at most. */
export function connectedPorts(planning: Planning, name: string): readonly ConnectedPort[] {
  const service = planning.project.services[name];
  const asked = stated(service, serviceConnect);
  if (service === undefined || asked === undefined || asked === false) return [];
  const { ports, protocol } = asked === true ? {} : asked;
  const path = ['services', name, serviceConnect.key];
  const wanted =
    ports === undefined
      ? knownPorts(planning, name).filter((known) => known.transport === 'tcp')
      : [...new Set(ports)].map((port) => ({
          port,
          cause: planning.cause(path, `${serviceConnect.key} ports`),
        }));
  return wanted
    .map(({ port, cause }) => ({ port, protocol: protocol ?? spoken(name, service, port), cause }))
    .toSorted((a, b) => a.port - b.port)
    .slice(0, MOST_PORTS + 1);
}

/** The name of the mapping of a port in its task; with its protocol, which ECS never changes under one name. */
export function portMappingName({ port, protocol }: ConnectedPort): string {
  return `${protocol}-${port}`;
}

const VERSIONS = { HTTP1: 'http', HTTP2: 'http2', GRPC: 'grpc' } as const;

/**
 * HTTP only where the Compose file says so: the proxy refuses HTTP/1.0, which nginx speaks to others unless told
 * otherwise, and ECS never changes the protocol of a port again, so that no guess may decide it.
 */
function spoken(name: string, service: Service, target: number): ConnectedPort['protocol'] {
  const port = (service.ports ?? []).find((one) => one.target === target);
  if (port === undefined) return 'tcp';
  const {
    spoken: protocol,
    version,
    toldBy,
  } = portProtocol(name, service, port, {
    hasTls: true,
    readsHttp: true,
  });
  const isStated = toldBy === 'app_protocol' || toldBy === 'x-aws-protocol';
  return isStated && protocol === 'http' ? VERSIONS[version] : 'tcp';
}

/** `3000`, `3000-3005`, `53/udp` */
function rangeOf(text: string): readonly { readonly port: number; readonly transport: string }[] {
  const [, first, last = first, carrier = 'tcp'] = /^(\d+)(?:-(\d+))?(?:\/(\w+))?$/.exec(text) ?? [];
  if (first === undefined) return [];
  const length = Math.max(Math.min(Number(last), 65_535) - Number(first) + 1, 0);
  return Array.from({ length }, (_, index) => ({
    port: Number(first) + index,
    transport: carrier.toLowerCase(),
  }));
}
