/** What is deployed, read through the AWS SDK as any other client would. */
import { DescribeSecurityGroupsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { EFSClient, DescribeFileSystemsCommand, type FileSystemDescription } from '@aws-sdk/client-efs';
import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  type Service,
  type TaskDefinition,
} from '@aws-sdk/client-ecs';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { IAMClient, ListRolesCommand } from '@aws-sdk/client-iam';
import {
  ListNamespacesCommand,
  ListServicesCommand as ListDiscoveryServicesCommand,
  ServiceDiscoveryClient,
} from '@aws-sdk/client-servicediscovery';
import type { Emulator } from './emulator.js';

/** A deployment as AWS tells it. */
export interface ReadBack {
  /** By the Compose service: the first container's name. */
  readonly services: Readonly<
    Record<string, { readonly service: Service; readonly taskDefinition: TaskDefinition }>
  >;
  /** `target` is the port behind the listener's target group. */
  readonly listeners: readonly {
    readonly port: number;
    readonly protocol: string;
    readonly target: number;
  }[];
  readonly fileSystems: readonly FileSystemDescription[];
  readonly namespaces: readonly string[];
  readonly discoveryNames: readonly string[];
  readonly roleArns: readonly string[];
  /** Ports that any address of the internet may reach, by any security group. */
  readonly openPorts: readonly number[];
}

/** Reads everything; `client` says where. */
export async function readBack(client: Emulator['client']): Promise<ReadBack> {
  const [services, listeners, { FileSystems = [] }, discovery, { Roles = [] }, groups] = await Promise.all([
    readServices(new ECSClient(client)),
    readListeners(new ElasticLoadBalancingV2Client(client)),
    new EFSClient(client).send(new DescribeFileSystemsCommand({})),
    readDiscovery(new ServiceDiscoveryClient(client)),
    new IAMClient(client).send(new ListRolesCommand({ MaxItems: 1000 })),
    new EC2Client(client).send(new DescribeSecurityGroupsCommand({})),
  ]);
  return {
    services,
    listeners,
    fileSystems: FileSystems,
    ...discovery,
    roleArns: Roles.flatMap(({ Arn }) => Arn ?? []),
    openPorts: (groups.SecurityGroups ?? [])
      .flatMap(({ IpPermissions = [] }) => IpPermissions)
      .filter(({ IpRanges = [], Ipv6Ranges = [] }) => IpRanges.length + Ipv6Ranges.length > 0)
      .map(({ FromPort }) => FromPort ?? -1),
  };
}

async function readServices(ecs: ECSClient): Promise<ReadBack['services']> {
  const { clusterArns = [] } = await ecs.send(new ListClustersCommand({}));
  const found: [string, { service: Service; taskDefinition: TaskDefinition }][] = [];
  for (const cluster of clusterArns) {
    const { serviceArns = [] } = await ecs.send(new ListServicesCommand({ cluster, maxResults: 100 }));
    for (const arn of serviceArns) {
      const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [arn] }));
      for (const service of services.filter(({ status }) => status === 'ACTIVE')) {
        const { taskDefinition } = await ecs.send(
          new DescribeTaskDefinitionCommand({ taskDefinition: service.taskDefinition }),
        );
        const name = taskDefinition?.containerDefinitions?.[0]?.name;
        if (taskDefinition !== undefined && name !== undefined)
          found.push([name, { service, taskDefinition }]);
      }
    }
  }
  return Object.fromEntries(found);
}

async function readListeners(elb: ElasticLoadBalancingV2Client): Promise<ReadBack['listeners']> {
  const { TargetGroups = [] } = await elb.send(new DescribeTargetGroupsCommand({}));
  const { LoadBalancers = [] } = await elb.send(new DescribeLoadBalancersCommand({}));
  const found = [];
  for (const { LoadBalancerArn } of LoadBalancers) {
    const { Listeners = [] } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn }));
    for (const { Port = 0, Protocol = '', DefaultActions = [] } of Listeners) {
      const [action] = DefaultActions;
      const arn = action?.TargetGroupArn ?? action?.ForwardConfig?.TargetGroups?.[0]?.TargetGroupArn;
      const group = TargetGroups.find(({ TargetGroupArn }) => TargetGroupArn === arn);
      found.push({ port: Port, protocol: Protocol, target: group?.Port ?? 0 });
    }
  }
  return found;
}

async function readDiscovery(
  client: ServiceDiscoveryClient,
): Promise<Pick<ReadBack, 'namespaces' | 'discoveryNames'>> {
  const { Namespaces = [] } = await client.send(new ListNamespacesCommand({}));
  const { Services = [] } = await client.send(new ListDiscoveryServicesCommand({}));
  return {
    namespaces: Namespaces.flatMap(({ Name }) => Name ?? []),
    discoveryNames: Services.flatMap(({ Name }) => Name ?? []),
  };
}
