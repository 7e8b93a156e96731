/** Findings about routes, domains and certificates. */
import { row } from '../row.js';

export const routes = {
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
        : service === other
          ? `${match} is a route to two ports of '${service}': only one of them would get its requests`
          : `${match} is a route to '${other}' and to '${service}': only one of them would get its requests`,
    fix: ({ match }) =>
      match === undefined
        ? 'state another priority in one of them: x-aws-route: { path: /api, priority: 100 }'
        : 'give one of them another host, path or published port',
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
