import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { overlay as key } from '../keys/extension/project-keys.js';
import type { Planning } from './planning.js';

/** What people change by overlays, with the keys that say the same. The first that fits a resource answers. */
const ANSWERS: readonly {
  readonly type: RegExp;
  /** Names of properties, anywhere in the resource. */
  readonly states?: RegExp;
  readonly instead: string;
}[] = [
  {
    type: /TargetGroup$/,
    instead:
      'state x-aws-health on the port or the service: path, port, protocol, codes, interval, timeout, healthy, unhealthy, grace',
  },
  {
    type: /Listener$/,
    states: /^(?:RedirectConfig|Redirect)$/,
    instead: 'state x-aws-certificate or x-aws-domain: the redirect to HTTPS comes with it',
  },
  {
    type: /Listener$/,
    instead:
      'state x-aws-certificate: an ARN or a domain on the port, the service or the top level; the published port is the listener’s',
  },
  {
    type: /ECS::Service$/,
    states: /^(?:NetworkConfiguration|AwsvpcConfiguration|Subnets|AssignPublicIp)$/,
    instead: 'state x-aws-subnets (public, private, or their ids) and x-aws-public_ip at the top level',
  },
  {
    type: /ECS::Service$/,
    states: /^(?:DeploymentConfiguration|MinimumHealthyPercent|MaximumPercent)$/,
    instead:
      'state deploy.update_config, with x-aws-min_percent and x-aws-max_percent where percentages matter',
  },
  {
    type: /ECS::Service$/,
    states: /^EnableExecuteCommand$/,
    instead: 'state x-aws-exec: true on the service or at the top level',
  },
  {
    type: /Route53::RecordSet(?:Group)?$/,
    instead: 'state x-aws-domain on the port or the service that it leads to',
  },
  {
    type: /WAFv2::WebACL(?:Association)?$/,
    instead: 'state x-aws-waf at the top level: the ARN of the web ACL',
  },
  {
    type: /ScalableTarget$|ScalingPolicy$/,
    instead: 'state x-aws-autoscaling in deploy: cpu, memory or requests, min and max',
  },
  {
    type: /TaskDefinition$/,
    states: /^(?:EphemeralStorage|SizeInGiB)$/,
    instead: 'state storage_opt.size on the service: 21G to 200G',
  },
  { type: /LogGroup$/, instead: 'state x-aws-logs_retention at the top level' },
  { type: /IAM::(?:Policy|Role)$/, instead: 'state x-aws-role or x-aws-policies on the service' },
];

/** Other resources, and other properties of those above. */
const IN_AN_APP =
  'deploy the project from a CDK app: ComposeApp gives every resource back, and its services take adjustments by resource';

/** An answer for each resource that `x-aws-cloudformation` changes or adds: the key that says the same. */
export function overlayFindings(planning: Planning): readonly Diagnostic[] {
  const resources = stated(planning.project, key)?.['Resources'];
  if (typeof resources !== 'object' || resources === null) return [];
  return Object.entries(resources).map(([resource, body]: [string, unknown]) => {
    const type = typeOf(resource, body);
    const states = keysIn(body);
    const answer = ANSWERS.find(
      (one) =>
        one.type.test(type) && (one.states === undefined || states.some((name) => one.states?.test(name))),
    );
    const values = { resource, type, instead: answer?.instead ?? IN_AN_APP };
    return planning.finding('overlay-has-native-key', values, [key.key, 'Resources', resource]);
  });
}

/** The stated type; else what the logical id ends with, as Docker's integration named them. */
function typeOf(resource: string, body: unknown): string {
  const written = (body as { readonly Type?: unknown } | null)?.Type;
  if (typeof written === 'string') return written;
  const [, kind] =
    /(TargetGroup|Listener|Service|TaskDefinition|LogGroup|LoadBalancer|Cluster)$/.exec(resource) ?? [];
  return kind === undefined ? '' : (TYPES[kind] ?? '');
}

const TYPES: Readonly<Record<string, string>> = {
  TargetGroup: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  Listener: 'AWS::ElasticLoadBalancingV2::Listener',
  LoadBalancer: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  Service: 'AWS::ECS::Service',
  TaskDefinition: 'AWS::ECS::TaskDefinition',
  Cluster: 'AWS::ECS::Cluster',
  LogGroup: 'AWS::Logs::LogGroup',
};

function keysIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]: [string, unknown]) => [name, ...keysIn(inner)]);
}
