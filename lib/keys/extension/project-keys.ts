/** The extension keys of the top level: what the whole project shares. */
import { full } from '../key.js';
import { extensionKey } from './extension-key.js';
import { anyMapping, named, someOf, wordOrList } from './composite-shapes.js';
import { flag, numberOf, text, word } from './shape.js';

/** Days that CloudWatch Logs takes for a retention. */
const RETENTIONS = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];

/** `x-aws-cluster` */
export const cluster = extensionKey({
  key: 'x-aws-cluster',
  places: [''],
  describes: 'The ECS cluster to deploy into, by its name or ARN. Without it a cluster is made.',
  shape: text(
    'the name or ARN of an ECS cluster',
    /^(?:[\w-]{1,255}|arn:aws[a-z-]*:ecs:.+:cluster\/[\w-]+)$/,
  ),
  support: full('the cluster that the tasks run in'),
});

/** `x-aws-vpc` */
export const vpc = extensionKey({
  key: 'x-aws-vpc',
  places: [''],
  describes:
    'The VPC to deploy into, by its id or ARN. Its subnets come from the bindings of the environment. Without it a VPC is made.',
  shape: text('the id or ARN of a VPC', /^(?:arn:aws[a-z-]*:ec2:.+:vpc\/)?vpc-[0-9a-f]{8,}$/),
  support: full('the VPC that everything runs in'),
});

/** `x-aws-loadbalancer` */
export const loadBalancer = extensionKey({
  key: 'x-aws-loadbalancer',
  places: [''],
  describes:
    'The load balancer to publish ports on, by its name or ARN. Its security groups come from the bindings of the environment.',
  shape: text(
    'the name or ARN of a load balancer',
    /^(?:[A-Za-z0-9-]{1,32}|arn:aws[a-z-]*:elasticloadbalancing:.+:loadbalancer\/(?:app|net)\/.+)$/,
  ),
  support: full('an existing load balancer that publishes the ports'),
});

/** `x-aws-logs_retention` */
export const logsRetention = extensionKey({
  key: 'x-aws-logs_retention',
  places: [''],
  describes: 'Days that CloudWatch Logs keeps what the containers print.',
  shape: numberOf(...RETENTIONS),
  support: full('days that logs are kept'),
});

/** `x-aws-cloudformation` */
export const overlay = extensionKey({
  key: 'x-aws-cloudformation',
  places: [''],
  describes: 'Refused: what an overlay changed has keys of its own, or is changed in a CDK app.',
  shape: anyMapping,
  support: {
    level: 'rejected',
    because: 'an overlay names resources of the template that Docker made; this template has others',
    instead:
      'say the same with the keys that are named for each of its resources, or change the resource in a CDK app',
  },
});

/** `x-aws-subnets` */
export const subnets = extensionKey({
  key: 'x-aws-subnets',
  places: [''],
  describes:
    'Where tasks run: in private or public subnets, or in these. Public ones of a VPC that is made need no NAT gateway.',
  shape: wordOrList(
    word('public', 'private'),
    text('the id of a subnet (subnet-…)', /^subnet-[0-9a-f]{8,}$/),
  ),
  support: full('the subnets that tasks run in'),
});

/** `x-aws-public_ip` */
export const publicIp = extensionKey({
  key: 'x-aws-public_ip',
  places: [''],
  describes: 'Whether tasks have public addresses. Without it: in public subnets, and nowhere else.',
  shape: flag,
  support: full('public addresses of tasks'),
});

/** A zone of these would hide AWS itself from the tasks, or most of the internet. */
const NEVER_PRIVATE = /^(?!(?:com|net|org|io|cn|com\.cn|amazonaws\.com|amazonaws\.com\.cn)$)/;
const DOMAIN = /(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** `x-aws-private_domains` */
export const privateDomains = extensionKey({
  key: 'x-aws-private_domains',
  places: [''],
  describes:
    'Domains that names of services with dots are below. Each gets a private DNS zone, and nothing else below it is found from the VPC. Those that the internet does not have, such as test or example.com, need no mention.',
  shape: someOf(
    text('a domain in small letters such as mynetwork.com', new RegExp(NEVER_PRIVATE.source + DOMAIN.source)),
  ),
  support: full('domains of names with dots'),
});

/** `x-aws-waf` */
export const waf = extensionKey({
  key: 'x-aws-waf',
  places: [''],
  describes: 'The ARN of a regional AWS WAF web ACL, for the application load balancers.',
  shape: text('the ARN of a regional web ACL', /^arn:aws[a-z-]*:wafv2:.+:regional\/webacl\/.+$/),
  support: full('the web ACL of the application load balancers'),
});

/** `x-aws-exec` */
export const exec = extensionKey({
  key: 'x-aws-exec',
  places: ['', 'services.*'],
  describes: 'Whether a shell can be opened in running containers (ECS Exec).',
  shape: flag,
  support: full('ECS Exec'),
});

/** `x-aws-acknowledge` */
export const acknowledge = extensionKey({
  key: 'x-aws-acknowledge',
  places: [''],
  describes:
    'Losses that are known and accepted: attribute paths as cdk-compose check prints them (* is any name), each with the reason.',
  shape: named(
    'an attribute path such as services.web.labels',
    /^[^.\s]+(?:\.[^.\s]+)*$/,
    text('the reason why the loss is accepted'),
  ),
  support: full('findings that are accepted'),
});
