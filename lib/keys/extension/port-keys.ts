/** The extension keys about what load balancers publish. A service's own hold for all of its ports. */
import { full } from '../key.js';
import { extensionKey } from './extension-key.js';
import { either, mapping, someOf } from './composite-shapes.js';
import { text, whole, word } from './shape.js';

const PLACES = ['services.*', 'services.*.ports.*'] as const;
const DOMAIN = /^(?:\*\.)?(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$/;
const CERTIFICATE = new RegExp(
  String.raw`^arn:aws[a-z-]*:(?:acm|iam):[a-z0-9-]*:\d{12}:(?:server-)?certificate\/.+$|${DOMAIN.source}`,
);

/** `x-aws-expose` */
export const expose = extensionKey({
  key: 'x-aws-expose',
  places: PLACES,
  describes: 'Who reaches a published port: the internet, the network around the project, or nobody.',
  shape: word('public', 'internal', 'none'),
  support: full('who reaches the ports that a service publishes'),
});

/** `x-aws-protocol` */
export const protocol = extensionKey({
  key: 'x-aws-protocol',
  places: ['services.*.ports.*'],
  describes: 'What the container speaks on the port: HTTP stands behind an application load balancer.',
  shape: word('http', 'https', 'tcp'),
  support: full('what is spoken on a port'),
});

/** `x-aws-certificate` */
export const certificate = extensionKey({
  key: 'x-aws-certificate',
  places: ['', ...PLACES],
  describes:
    'The certificate of the load balancer, by its ARN or, with an ARN in the bindings, by its domain: HTTPS on 443, and a redirect.',
  shape: someOf(text('the ARN of a certificate, or its domain', CERTIFICATE)),
  support: full('HTTPS, with a redirect to it'),
});

/** `x-aws-domain` */
export const domain = extensionKey({
  key: 'x-aws-domain',
  places: PLACES,
  describes:
    'The host name under which the port is published: DNS record, certificate, HTTPS on 443 and a redirect. The hosted zone comes from the bindings.',
  shape: someOf(text('a domain such as shop.example.com', DOMAIN)),
  support: full('the DNS name of a published port'),
});

// What conditions of rules take (HostHeaderConditionConfig and RuleCondition, Elastic Load Balancing API Reference).
const HOST = String.raw`(?:\*|[A-Za-z0-9.*?-]{0,120}\.[A-Za-z]{1,63})`;
const PATH = String.raw`\/[A-Za-z0-9_.$\/~"'@:+&*?-]{0,125}`;

/** What a route matches, and where. */
const ROUTE = mapping({
  host: someOf(
    text('a host name with a dot, such as shop.example.com; * stands for anything', new RegExp(`^${HOST}$`)),
  ),
  path: someOf(text('a path that begins with /, without spaces and %', new RegExp(`^${PATH}$`))),
  port: whole(1, 65_535),
  priority: whole(1, 50_000),
});

/** `x-aws-route` */
export const route = extensionKey({
  key: 'x-aws-route',
  places: PLACES,
  describes:
    'The requests that the port gets, by host and path, so that services share a port: /api, shop.example.com, shop.example.com/api or a mapping.',
  shape: someOf(
    either(
      text(
        'a host such as shop.example.com, a path such as /api, or both',
        new RegExp(`^(?:${HOST}(?:${PATH})?|${PATH})$`),
      ),
      ROUTE,
    ),
  ),
  support: full('a rule of the listener'),
});
