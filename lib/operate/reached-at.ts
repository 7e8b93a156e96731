import type { Entrance } from '../aws/entrances.js';

const usualPorts: Readonly<Record<string, number>> = { HTTP: 80, HTTPS: 443 };

/** Where a service is reached, as URLs: by the hosts of a rule, else by the load balancer's own name. */
export function reachedAt(entrances: readonly Entrance[]): readonly string[] {
  const urls = entrances.flatMap(({ address, hosts, paths, port, protocol, scheme }) => {
    const names = hosts.length > 0 ? hosts : [address];
    const usual = usualPorts[protocol] === port ? '' : `:${port}`;
    const inside = scheme === 'internal' ? ' (inside the VPC)' : '';
    return names.flatMap((name) =>
      (paths.length > 0 ? paths : ['']).map(
        (path) => `${protocol.toLowerCase()}://${name}${usual}${path}${inside}`,
      ),
    );
  });
  return [...new Set(urls)].toSorted();
}
