/** Findings about load balancers. */
import { row } from '../row.js';

export const loadBalancers = {
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
};
