import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import { stated, type ExtensionKey } from '../keys/extension/extension-key.js';
import { certificate, domain, expose, route } from '../keys/extension/port-keys.js';
import { health } from '../keys/extension/traffic-keys.js';
import type { PublishedPort } from './exposure.js';
import { isHttp } from './listener-port.js';
import type { Planning } from './planning.js';

/** Keys about published ports in a service, or on a port, where nothing can honour them. */
export function unusedPortKeys(
  planning: Planning,
  name: string,
  published: readonly PublishedPort[],
): readonly Diagnostic[] {
  const service = planning.project.services[name];
  const path = ['services', name];
  const told = (key: ExtensionKey, at: ComposePath, ofPort: boolean): Diagnostic =>
    planning.finding('no-http-port-to-route', { service: name, key: key.key, ofPort }, [...at, key.key]);
  const hasHttp = published.some(isHttp);
  const ofService = [route, domain, certificate]
    .filter((key) => !hasHttp && stated(service, key) !== undefined)
    .map((key) => told(key, path, false));
  const ofPorts = (service?.ports ?? []).flatMap((port, index) => {
    const mine = published.find((one) => one.index === index);
    const isWeb = mine !== undefined && isHttp(mine);
    // A domain or a certificate on a port of its own is for whatever is spoken there, over TCP.
    const isTcp = mine !== undefined && mine.protocol.spoken !== 'udp';
    return [...(isWeb ? [] : [route]), ...(isTcp ? [] : [domain, certificate])]
      .filter((key) => stated(port, key) !== undefined)
      .map((key) => told(key, [...path, 'ports', index], true));
  });
  const asked = stated(service, expose);
  const isIdle = asked !== undefined && asked !== 'none' && (service?.ports ?? []).length === 0;
  return [
    ...ofService,
    ...ofPorts,
    ...unusedHealth(planning, name, published),
    ...(isIdle ? [planning.finding('no-port-to-expose', { service: name }, [...path, expose.key])] : []),
  ];
}

/** Health that nobody asks for, because no load balancer stands before what it is about. */
function unusedHealth(
  planning: Planning,
  name: string,
  published: readonly PublishedPort[],
): readonly Diagnostic[] {
  const service = planning.project.services[name];
  const told = (at: ComposePath, because: string): Diagnostic => {
    const path = [...at, health.key];
    return planning.finding('key-without-effect', { key: path.join('.'), because }, path);
  };
  const ofPorts = (service?.ports ?? []).flatMap((port, index) =>
    stated(port, health) === undefined || published.some((one) => one.index === index)
      ? []
      : [
          told(
            ['services', name, 'ports', index],
            `no load balancer sends requests to port ${port.target} of '${name}'`,
          ),
        ],
  );
  return stated(service, health) === undefined || published.length > 0
    ? ofPorts
    : [told(['services', name], `no load balancer sends requests to '${name}'`), ...ofPorts];
}
