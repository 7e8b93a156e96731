/** Which resources hold data or a name, and what a deployment would do to them. */
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

export type Resources = Readonly<Record<string, Resource>>;

/** Types whose replacement loses data, logs, an address that people know, or everything that stands on them. */
const lasting: ReadonlySet<string> = new Set([
  'AWS::CertificateManager::Certificate',
  'AWS::DynamoDB::GlobalTable',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::ECR::Repository',
  'AWS::ECS::Cluster',
  'AWS::EFS::AccessPoint',
  'AWS::EFS::FileSystem',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
  'AWS::Logs::LogGroup',
  'AWS::SecretsManager::Secret',
  'AWS::ServiceDiscovery::PrivateDnsNamespace',
]);

/** The resources of a template that must outlive every upgrade, whole, by logical id. */
export function lastingResources(resources: Resources): Resources {
  return Object.fromEntries(
    Object.entries(resources)
      .filter(([, { Type }]) => lasting.has(Type))
      .map(([id, { Type, Properties = {}, DeletionPolicy, UpdateReplacePolicy }]) => [
        id,
        {
          Type,
          ...(DeletionPolicy === undefined ? {} : { DeletionPolicy }),
          ...(UpdateReplacePolicy === undefined ? {} : { UpdateReplacePolicy }),
          Properties,
        },
      ])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  ) as Resources;
}

/** What an update from `before` to `after` would take away or make anew; empty: everything lasts. */
export function losses(before: Resources, after: Resources): readonly string[] {
  return Object.entries(before).flatMap(([id, old]) => {
    const now = after[id];
    if (now?.Type !== old.Type) return [`${id} (${old.Type}) is gone`];
    const replaced = Object.keys({ ...old.Properties, ...now.Properties })
      .filter((name) => JSON.stringify(old.Properties?.[name]) !== JSON.stringify(now.Properties?.[name]))
      .filter((name) => causesReplacement(old.Type, name))
      .map((name) => `${id} (${old.Type}) is replaced by the change of ${name}`);
    const exposed = (['DeletionPolicy', 'UpdateReplacePolicy'] as const)
      .filter((policy) => old[policy]?.startsWith('Retain') === true && now[policy] !== old[policy])
      .map((policy) => `${id} (${old.Type}) loses its ${policy}`);
    return [...replaced, ...exposed];
  });
}

const specification = loadAwsServiceSpecSync();

/** Whether CloudFormation may answer a change of the property with a new resource. */
export function causesReplacement(type: string, property: string): boolean {
  const [resource] = specification.lookup('resource', 'cloudFormationType', 'equals', type);
  if (resource === undefined) throw new Error(`the specification knows no ${type}`);
  const answer = resource.properties[property]?.causesReplacement;
  return answer === 'yes' || answer === 'maybe';
}
