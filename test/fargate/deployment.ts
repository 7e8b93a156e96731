/**
 * The templates of one cloud assembly, indexed the way CloudFormation will see them: references between resources and
 * between stacks are followed, so that a rule can ask which role, file system or log group a property really names.
 */
import { get, isRecord, list, text, type Json } from './json.js';
import { unnest } from './unnest.js';

export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Json;
  /** The whole entry: `DependsOn`, `DeletionPolicy`, … */
  readonly entry: Json;
}

export interface Deployment {
  /** By stack name, as they are written: nested stacks apart. */
  readonly templates: Readonly<Record<string, Json>>;
  readonly resources: readonly Resource[];
  ofType(type: string): readonly Resource[];
  /** The resource that a `Ref`, `Fn::GetAtt` or a cross-stack reference names; undefined for what stands elsewhere. */
  named(value: Json | undefined, from: Resource): Resource | undefined;
  /** The value as text, with references as `<LogicalId>` or `<LogicalId.Attribute>`; undefined for what has no text. */
  symbol(value: Json | undefined, from: Resource): string | undefined;
  /** Everything that CloudFormation finishes before it starts this resource. */
  before(resource: Resource): ReadonlySet<Resource>;
}

interface Target {
  readonly resource: Resource | undefined;
  readonly symbol: string;
}

/** Where `Ref` and this attribute give the same text. */
const refIsAttribute: Readonly<Record<string, string>> = {
  'AWS::SecretsManager::Secret': 'Id',
  'AWS::EFS::FileSystem': 'FileSystemId',
  'AWS::EFS::AccessPoint': 'AccessPointId',
  'AWS::EC2::SecurityGroup': 'GroupId',
  'AWS::EC2::Subnet': 'SubnetId',
  'AWS::EC2::VPC': 'VpcId',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'TargetGroupArn',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'LoadBalancerArn',
  'AWS::ElasticLoadBalancingV2::Listener': 'ListenerArn',
  'AWS::ECS::TaskDefinition': 'TaskDefinitionArn',
  'AWS::ServiceDiscovery::Service': 'Id',
  'AWS::ServiceDiscovery::PrivateDnsNamespace': 'Id',
};

export function deploymentOf(templates: Readonly<Record<string, Json>>): Deployment {
  const whole = unnest(templates);
  const resources = Object.entries(whole).flatMap(([stack, template]) => resourcesOf(stack, template));
  const byAddress = new Map(resources.map((resource) => [`${resource.stack}/${resource.id}`, resource]));
  const closures = new Map<Resource, ReadonlySet<Resource>>();

  function target(value: Json | undefined, stack: string): Target | undefined {
    if (!isRecord(value)) return undefined;
    const [name, argument] = Object.entries(value)[0] ?? [];
    if (name === 'Ref') return reference(String(argument), undefined, stack);
    if (name === 'Fn::GetAtt') {
      const [id, ...attribute] =
        typeof argument === 'string' ? argument.split('.') : list(argument).map(String);
      return reference(id ?? '', attribute.join('.'), stack);
    }
    if (name === 'Fn::ImportValue')
      return output((_, entry) => text(get(entry, 'Export', 'Name')) === argument);
    if (name === 'Fn::GetStackOutput')
      return output(
        (id, _, owner) => owner === get(argument, 'StackName') && id === get(argument, 'OutputName'),
      );
    return undefined;
  }

  function reference(id: string, attribute: string | undefined, stack: string): Target {
    const resource = byAddress.get(`${stack}/${id}`);
    const isRef = attribute === undefined || (resource && refIsAttribute[resource.type] === attribute);
    return { resource, symbol: (isRef ? `<${id}>` : `<${id}.${attribute}>`).replaceAll('::', '.') };
  }

  function output(matches: (id: string, entry: Json, stack: string) => boolean): Target | undefined {
    for (const [stack, template] of Object.entries(whole))
      for (const [id, entry] of Object.entries(get(template, 'Outputs') ?? {}))
        if (matches(id, entry as Json, stack)) return target(get(entry as Json, 'Value'), stack);
    return undefined;
  }

  function symbolIn(value: Json | undefined, stack: string): string | undefined {
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    const found = target(value, stack);
    if (found) return found.symbol;
    const join = get(value, 'Fn::Join');
    if (join) {
      const parts = list(get(join, 1)).map((part) => symbolIn(part, stack));
      return parts.includes(undefined) ? undefined : parts.join(text(get(join, 0)));
    }
    const sub = get(value, 'Fn::Sub');
    if (sub !== undefined) return substitute(sub, stack);
    return isRecord(value) && Object.keys(value)[0]?.startsWith('Fn::') ? '<?>' : undefined;
  }

  function substitute(sub: Json, stack: string): string {
    const pattern = text(sub) ?? text(get(sub, 0)) ?? '';
    return pattern.replaceAll(/\$\{([^!}]+)\}/g, (_, name: string) => {
      const given = get(sub, 1, name);
      if (given !== undefined) return symbolIn(given, stack) ?? '<?>';
      const [id, ...attribute] = name.split('.');
      return reference(id ?? '', attribute.length > 0 ? attribute.join('.') : undefined, stack).symbol;
    });
  }

  function direct(resource: Resource): readonly Resource[] {
    const explicit = list(get(resource.entry, 'DependsOn')).map((id) =>
      byAddress.get(`${resource.stack}/${String(id)}`),
    );
    const implied = references(resource.properties).map((value) => target(value, resource.stack)?.resource);
    return [...explicit, ...implied].filter((found) => found !== undefined);
  }

  function before(resource: Resource): ReadonlySet<Resource> {
    const known = closures.get(resource);
    if (known) return known;
    const seen = new Set<Resource>();
    const queue = [resource];
    for (let at = queue.pop(); at; at = queue.pop())
      for (const next of direct(at)) {
        // A stack that another one reads from is finished as a whole.
        const group =
          next.stack === at.stack ? [next] : resources.filter(({ stack }) => stack === next.stack);
        for (const each of group) if (!seen.has(each) && seen.add(each)) queue.push(each);
      }
    closures.set(resource, seen);
    return seen;
  }

  return {
    templates,
    resources,
    ofType: (type) => resources.filter((resource) => resource.type === type),
    named: (value, from) => target(value, from.stack)?.resource,
    symbol: (value, from) => symbolIn(value, from.stack),
    before,
  };
}

function resourcesOf(stack: string, template: Json): readonly Resource[] {
  return Object.entries(get(template, 'Resources') ?? {}).map(([id, entry]) => ({
    stack,
    id,
    type: text(get(entry as Json, 'Type')) ?? '',
    properties: withoutNoValue(get(entry as Json, 'Properties') ?? {}),
    entry: entry as Json,
  }));
}

/** `{Ref: AWS::NoValue}` removes the property that it stands for. */
function withoutNoValue(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).filter(isValue).map(withoutNoValue);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => isValue(entry))
      .map(([key, entry]) => [key, withoutNoValue(entry)]),
  );
}

function isValue(value: Json): boolean {
  return get(value, 'Ref') !== 'AWS::NoValue';
}

/** Every intrinsic reference inside a value; names inside `Fn::Sub` are turned into references. */
function references(value: Json): readonly Json[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(references);
  if (!isRecord(value)) return [];
  if ('Ref' in value || 'Fn::GetAtt' in value || 'Fn::ImportValue' in value || 'Fn::GetStackOutput' in value)
    return [value];
  const sub = value['Fn::Sub'];
  const names = [...(text(sub) ?? text(get(sub, 0)) ?? '').matchAll(/\$\{([^!}.]+)/g)];
  return [...names.map(([, name]) => ({ Ref: name ?? '' })), ...Object.values(value).flatMap(references)];
}
