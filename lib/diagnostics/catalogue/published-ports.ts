/** Findings about published ports. */
import { row } from '../row.js';

/** `21, 30000-30009` */
function ranges(numbers: readonly number[]): string {
  const spans: [number, number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

export const publishedPorts = {
  'data-store-not-published': row<{ service: string; port: number; store: string }>({
    severity: 'warning',
    summary:
      'A port of a data store, a collector of telemetry or a debugger stays inside the networks although ports names it.',
    message: ({ service, port, store }) =>
      `port ${port} of service '${service}' is not published to the internet: it looks like ${store}`,
    fix: () =>
      'to publish it all the same, set x-aws-expose: public on the port or the service; to keep it inside and be silent, x-aws-expose: none',
  }),
  'internal-service-not-published': row<{ service: string; port: number; because: string }>({
    severity: 'warning',
    summary: 'A port of a service whose networks are all internal stays inside, as with Docker.',
    message: ({ service, port, because }) =>
      `port ${port} of service '${service}' is not published: ${because}, and Docker publishes nothing then either`,
    fix: () =>
      'let it join a network that is not internal; or say x-aws-expose: public, or none to keep it inside and be silent',
  }),
  'port-protocol-not-published': row<{ service: string; port: number; protocol: string }>({
    severity: 'error',
    summary: 'A port of a protocol other than TCP and UDP is published.',
    message: ({ service, port, protocol }) =>
      `port ${port} of service '${service}' speaks ${protocol}; load balancers and ECS know TCP and UDP`,
    fix: () => 'keep it inside with x-aws-expose: none, or speak another protocol',
  }),
  'no-port-to-expose': row<{ service: string }>({
    severity: 'error',
    summary: 'A service says who reaches its ports, but ports names none.',
    message: ({ service }) => `service '${service}' states x-aws-expose, but has no ports`,
    fix: () => 'name the port in ports: expose publishes nothing',
  }),
  'too-many-published-ports': row<{ service: string; ports: readonly number[]; most: number }>({
    severity: 'error',
    summary: 'A service publishes more ports than an ECS service takes target groups.',
    message: ({ service, ports, most }) =>
      `service '${service}' publishes ${ports.length} ports (${ranges(ports)}); an ECS service takes at most ${most} target groups, a port each`,
    fix: ({ most }) =>
      `other services reach every port without its being published: say x-aws-expose: none on the service, and x-aws-expose: public on up to ${most} ports that are meant for the internet`,
  }),
  'published-port-taken': row<{ port: number; service: string; other: string }>({
    severity: 'error',
    summary: 'Two services publish the same port.',
    message: ({ port, service, other }) =>
      service === other
        ? `service '${service}' publishes port ${port} twice`
        : `services '${other}' and '${service}' both publish port ${port}`,
    fix: () => 'publish another port, or keep one inside with x-aws-expose: none',
  }),
  'free-port-chosen': row<{
    service: string;
    target: number;
    published: string;
    other: string;
    port: number;
  }>({
    severity: 'warning',
    summary: 'A port that is published as any number, or any of a range, is published as one that is free.',
    message: ({ service, target, published, other, port }) =>
      `service '${service}' publishes port ${target} ${published === '' ? 'without saying as which' : `as one of ${published}`}, and '${other}' has ${published === '' ? 'that number' : 'the first'}: it is published as ${port}, which may change with other services`,
    fix: ({ port, target }) =>
      `write "${port}:${target}" to keep the number, or x-aws-expose: none to keep it inside`,
  }),
  'same-port-tcp-and-udp': row<{ service: string; port: number }>({
    severity: 'warning',
    summary:
      'A service publishes one port for TCP and for UDP by one target group, which AWS does not document.',
    message: ({ service, port }) =>
      `service '${service}' publishes port ${port} for TCP and UDP: ECS maps it for TCP alone, and its target group passes UDP on to it as well; AWS documents no service that does both`,
    fix: () =>
      'check that UDP arrives, and acknowledge this in x-aws-acknowledge; or keep one of them inside with x-aws-expose: none',
  }),
  'listener-of-two-protocols': row<{ port: number; service: string; other: string }>({
    severity: 'error',
    summary: 'One port is published for TCP and for UDP, and one listener cannot serve both.',
    message: ({ port, service, other }) =>
      service === other
        ? `service '${service}' publishes port ${port} for TCP and UDP, with a certificate or of two container ports; a load balancer has one listener on a port, with one target group`
        : `services '${other}' and '${service}' publish port ${port}, one for TCP and one for UDP; a load balancer has one listener on a port, with one target group`,
    fix: () => 'publish one of them on another port, or keep it inside with x-aws-expose: none',
  }),
  'udp-without-health-port': row<{ service: string; port: number }>({
    severity: 'error',
    summary: 'A UDP port is published and no TCP port can be probed in its place.',
    message: ({ service, port }) =>
      `UDP port ${port} of service '${service}' cannot be health-checked, and the service names no TCP port`,
    fix: () =>
      'name a TCP port of the container in expose, give it a healthcheck that asks a URL, or say which port to probe: x-aws-health: { port: 8080, protocol: tcp }',
  }),
  'health-check-refused': row<{ service: string; port: number; problem: string; instead: string }>({
    severity: 'error',
    summary: 'x-aws-health states what the load balancer of its port does not take.',
    message: ({ service, port, problem }) =>
      `port ${port} of service '${service}' cannot be probed as x-aws-health says: ${problem}`,
    fix: ({ instead }) => instead,
  }),
  'redirect-leads-nowhere': row<{ service: string }>({
    severity: 'warning',
    summary: 'A service takes HTTP on 80 and speaks TLS itself on 443, which get two addresses.',
    message: ({ service }) =>
      `service '${service}' speaks TLS itself on 443, which a network load balancer publishes, and HTTP on 80, which an application load balancer does: their names differ, so a redirect to HTTPS leads nowhere`,
    fix: () =>
      'say x-aws-protocol: tcp on port 80, so that both have one name; or let the load balancer speak TLS: x-aws-domain or x-aws-certificate on port 80, x-aws-expose: none on 443',
  }),
};
