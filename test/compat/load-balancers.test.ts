/** Docker's ECS integration, "Exposing services": which load balancer stands before which port. */
import { targetsOf } from '../../lib/model/load-balancer-plan.js';
import { behaviours, entrances, errors } from './behaviours.js';

const web = (ports: string, more = '') => `services: { web: { image: x, ports: ${ports} } ${more} }`;

behaviours([
  {
    was: 'without ports there is no load balancer',
    compose: 'services: { web: { image: x, expose: ["80"] } }',
    of: entrances,
    is: [],
  },
  {
    was: 'HTTP alone stands behind an application load balancer',
    compose: web('["80:80"]'),
    of: entrances,
    is: ['application HTTP 80 -> web HTTP 80'],
  },
  {
    was: 'several services share the one application load balancer',
    compose: web('["80:80"]', ', api: { image: x, ports: [{ target: 8080, x-aws-protocol: http }] }'),
    of: entrances,
    is: ['application HTTP 80 -> web HTTP 80', 'application HTTP 8080 -> api HTTP 8080'],
  },
  {
    was: 'x-aws-protocol http makes a port HTTP; without a published port the target is the listener',
    compose: web('[{ target: 9999, x-aws-protocol: http }]'),
    of: entrances,
    is: ['application HTTP 9999 -> web HTTP 9999'],
  },
  {
    was: 'x-aws-protocol tcp makes port 80 TCP',
    compose: web('[{ target: 80, x-aws-protocol: tcp }]'),
    of: entrances,
    is: ['network TCP 80 -> web TCP 80'],
  },
  {
    was: 'other ports stand behind a network load balancer',
    compose: web('["88:88", "25:25"]'),
    of: entrances,
    is: ['network TCP 25 -> web TCP 25', 'network TCP 88 -> web TCP 88'],
  },
  {
    was: 'load balancers face the internet',
    compose: web('["80:80", "88:88"]'),
    of: ({ plan }) => plan.loadBalancers.map(({ scheme }) => scheme),
    is: ['internet-facing', 'internet-facing'],
  },
  {
    was: 'one other port turned the load balancer of the whole project into a network one',
    compose: web('["80:80", "88:88"]'),
    of: entrances,
    is: ['application HTTP 80 -> web HTTP 80', 'network TCP 88 -> web TCP 88'],
    row: 'load balancer',
  },
  {
    was: 'port 443 was HTTP, without TLS',
    compose: web('["443:443"]'),
    of: entrances,
    is: ['network TCP 443 -> web TCP 443'],
    row: 'load balancer',
  },
  {
    was: '8080 needed x-aws-protocol to be HTTP',
    compose: web('["8080:8080"]'),
    of: entrances,
    is: ['application HTTP 8080 -> web HTTP 8080'],
    row: 'load balancer',
  },
  {
    was: 'published had to equal the target',
    compose: web('["80:3000"]'),
    of: (made) => [entrances(made), errors(made)],
    is: [['application HTTP 80 -> web HTTP 3000'], []],
    row: 'published port',
  },
  {
    was: 'two services on one port failed while they were deployed',
    compose: web('["80:80"]', ', api: { image: x, ports: ["80:80"] }'),
    of: errors,
    is: ['published-port-taken'],
    row: 'published port',
  },
  {
    was: 'x-aws-protocol https had an HTTP listener, and HTTP targets',
    compose: web('[{ target: 8443, x-aws-protocol: https }]'),
    of: entrances,
    is: ['application HTTP 8443 -> web HTTPS 8443'],
    row: 'load balancer',
  },
  {
    was: 'a target was healthy when / answered 200',
    compose: web('["80:80"]'),
    of: ({ plan }) =>
      plan.loadBalancers.flatMap(({ listeners }) =>
        listeners.flatMap(targetsOf).map(({ healthCheck }) => healthCheck.value),
      ),
    is: [{ protocol: 'HTTP', path: '/', matcher: '200-499' }],
    row: 'health of targets',
  },
  {
    was: 'HTTPS took an overlay',
    compose: `x-aws-certificate: arn:aws:acm:eu-central-1:123456789012:certificate/1\n${web('["80:80"]')}`,
    of: entrances,
    is: ['application HTTP 80 -> redirect', 'application HTTPS 443 -> web HTTP 80'],
    row: 'HTTPS',
  },
  {
    was: 'the port of a database was open to the internet',
    compose: 'services: { db: { image: postgres, ports: ["5432:5432"] } }',
    of: entrances,
    is: [],
    row: 'open to the internet',
  },
]);
