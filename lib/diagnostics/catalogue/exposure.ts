/** What load balancers publish. */
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

export const exposure = {
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
  'too-many-published-ports': row<{ service: string; ports: readonly number[]; most: number }>({
    severity: 'error',
    summary: 'A service publishes more ports than an ECS service takes target groups.',
    message: ({ service, ports, most }) =>
      `service '${service}' publishes ${ports.length} ports (${ranges(ports)}); an ECS service takes at most ${most} target groups, a port each`,
    fix: ({ most }) =>
      `other services reach every port without its being published: say x-aws-expose: none on the service, and x-aws-expose: public on up to ${most} ports that are meant for the internet`,
  }),
  'load-balancer-full': row<{ name: string; what: string; count: number; most: number }>({
    severity: 'error',
    summary: 'A load balancer would have more listeners or target groups than one takes.',
    message: ({ name, what, count, most }) =>
      `${name} would have ${count} ${what}; Elastic Load Balancing gives one ${most}, and not more`,
    fix: () =>
      'publish fewer ports: x-aws-expose: none keeps one inside, internal moves it to another load balancer; services that speak HTTP to each other need no published ports',
  }),
  'quota-to-raise': row<{ name: string; what: string; count: number; most: number }>({
    severity: 'warning',
    summary:
      'A load balancer has more listeners, rules or certificates than an account may have without asking.',
    message: ({ name, what, count, most }) =>
      `${name} has ${count} ${what}; an account has ${most} for one load balancer until AWS raises that quota`,
    fix: () =>
      'ask for more in Service Quotas before it is deployed, or let services share a port by x-aws-route',
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
  'redirect-leads-nowhere': row<{ service: string }>({
    severity: 'warning',
    summary: 'A service takes HTTP on 80 and speaks TLS itself on 443, which get two addresses.',
    message: ({ service }) =>
      `service '${service}' speaks TLS itself on 443, which a network load balancer publishes, and HTTP on 80, which an application load balancer does: their names differ, so a redirect to HTTPS leads nowhere`,
    fix: () =>
      'say x-aws-protocol: tcp on port 80, so that both have one name; or let the load balancer speak TLS: x-aws-domain or x-aws-certificate on port 80, x-aws-expose: none on 443',
  }),
  'no-http-port-to-route': row<{ service: string; key: string; ofPort: boolean }>({
    severity: 'error',
    summary: 'A service has a route, a domain or a certificate, but no published port that it could be for.',
    message: ({ service, key, ofPort }) =>
      ofPort
        ? `service '${service}' states ${key} on a port that is not published, or does not speak ${key === 'x-aws-route' ? 'HTTP' : 'TCP'}`
        : `service '${service}' states ${key}, but publishes no HTTP port`,
    fix: () =>
      'publish one in ports; x-aws-protocol: http or https on it says that the container speaks HTTP there',
  }),
  'no-port-to-expose': row<{ service: string }>({
    severity: 'error',
    summary: 'A service says who reaches its ports, but ports names none.',
    message: ({ service }) => `service '${service}' states x-aws-expose, but has no ports`,
    fix: () => 'name the port in ports: expose publishes nothing',
  }),
  'route-too-long': row<{ service: string; count: number; most: number }>({
    severity: 'error',
    summary: 'A route with more hosts and paths than a rule of a listener takes.',
    message: ({ service, count, most }) =>
      `a route of service '${service}' has ${count} hosts and paths; a rule takes at most ${most}`,
    fix: () =>
      'write several routes; a path without a wildcard counts twice, for itself and for all below it',
  }),
  'route-taken': row<{
    service: string;
    other: string;
    priority: number;
    match: string | undefined;
  }>({
    severity: 'error',
    summary: 'Two routes of a listener match the same requests, or have the same priority.',
    message: ({ service, other, priority, match }) =>
      match === undefined
        ? `routes of services '${other}' and '${service}' both have priority ${priority} at their listener`
        : `${match} is a route to '${other}' and to '${service}': only one of them would get its requests`,
    fix: ({ match }) =>
      match === undefined
        ? 'state another priority in one of them: x-aws-route: { path: /api, priority: 100 }'
        : 'give one of them another host, path or published port',
  }),
  'listener-needs-route': row<{ service: string; port: number; isHttp: boolean }>({
    severity: 'error',
    summary: 'A port is published on a listener that exists already, without a route.',
    message: ({ service, port }) =>
      `service '${service}' publishes port ${port} on a listener that exists already, which answers as others set it`,
    fix: ({ isHttp }) =>
      isHttp
        ? 'state x-aws-route: the hosts and paths that are for this service'
        : 'publish a port that has no listener yet: a network load balancer knows no routes',
  }),
  'load-balancer-unused': row<{ name: string; type: string }>({
    severity: 'error',
    summary: 'The project names a load balancer that has nothing to publish.',
    message: ({ name, type }) =>
      `'${name}' is ${type === 'application' ? 'an application' : 'a network'} load balancer, and the project publishes no port for one`,
    fix: () =>
      'HTTP ports stand behind an application load balancer, all others behind a network one: x-aws-protocol on a port says what it is',
  }),
  'load-balancer-in-other-vpc': row<{ name: string }>({
    severity: 'error',
    summary: 'The project names a load balancer, but no VPC.',
    message: ({ name }) =>
      `load balancer '${name}' reaches only the VPC that it is in, and the project names none`,
    fix: () => 'name its VPC: x-aws-vpc at the top level',
  }),
  'load-balancer-without-group': row<{ name: string }>({
    severity: 'error',
    summary: 'A load balancer that exists already has no security group.',
    message: ({ name }) =>
      `${name} has no security group, so nothing tells its requests from those of others at the tasks`,
    fix: () => 'use one that was made with a security group; a network load balancer gets none later',
  }),
  'domain-without-record': row<{
    domain: string;
    lacks: 'zone' | 'address';
    arn: string | undefined;
    file: string;
  }>({
    severity: 'warning',
    summary: 'No DNS record is made for a domain.',
    message: ({ domain, lacks }) =>
      `no DNS record is made for '${domain}', because ${
        lacks === 'zone'
          ? 'no hosted zone is known for it'
          : 'nothing says what the address of the existing load balancer is'
      }`,
    fix: ({ domain, lacks, arn, file }) =>
      `put ${
        lacks === 'zone'
          ? `zones["${domain.split('.').slice(-2).join('.')}"].id`
          : `loadBalancer.dnsName and loadBalancer.hostedZone (DNSName and CanonicalHostedZoneId of aws elbv2 describe-load-balancers --load-balancer-arns ${arn})`
      } into ${file}, or point the domain at the load balancer yourself`,
  }),
  'domain-of-two-load-balancers': row<{ domain: string }>({
    severity: 'error',
    summary: 'One domain is stated for ports behind different load balancers.',
    message: ({ domain }) =>
      `'${domain}' would be the name of two load balancers: HTTP ports stand behind one, all others behind another, internal ones apart from those of the internet`,
    fix: () => 'give one of the ports another domain',
  }),
  'certificate-not-attached': row<{ port: number; certificate: string }>({
    severity: 'warning',
    summary: 'A listener that exists already keeps the certificates that others gave it.',
    message: ({ port, certificate }) =>
      `the listener on port ${port} exists already and keeps its certificates: nothing attaches ${certificate} to it`,
    fix: () =>
      'see that it has the certificate (aws elbv2 add-listener-certificates), then remove x-aws-certificate or acknowledge this',
  }),
  'https-port-without-certificate': row<{ service: string }>({
    severity: 'warning',
    summary: 'Port 443 is published with plain HTTP, because there is no certificate.',
    message: ({ service }) => `service '${service}' publishes port 443, but speaks plain HTTP on it`,
    fix: () => 'name a certificate with x-aws-certificate, or publish port 80',
  }),
};
