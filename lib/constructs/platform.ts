import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Annotations, RemovalPolicy } from 'aws-cdk-lib/core';
import { type Construct, DependencyGroup, type IDependable } from 'constructs';
import type { DeploymentPlan, VpcPlan } from '../model/deployment-plan.js';
import { broughtVpc, type BroughtAlong } from './brought-along.js';
import { makeWaysToAws, type WaysToAws } from './endpoints.js';
import { satellitesOf } from './satellites.js';
import { createVpc } from './vpc.js';

/** What the caller brings along instead of having it made. */
export type PlatformProps = Pick<
  BroughtAlong,
  'vpc' | 'cluster' | 'logGroup' | 'loadBalancers' | 'repository'
>;

/** What all services of a project share. */
export interface Platform {
  readonly vpc: ec2.IVpc;
  readonly cluster: ecs.ICluster;
  readonly namespace: PrivateDnsNamespace;
  readonly logGroup: logs.ILogGroup;
  /** Holds the project's images; undefined: the one that the plan names. */
  readonly repository: IRepository | undefined;
  /** Where the tasks run. */
  readonly subnets: ec2.SubnetSelection;
  /** Of those, one in each zone: where mount targets are. */
  readonly zoneSubnets: ec2.SubnetSelection;
  readonly assignPublicIp: boolean;
  /** For tasks that have no way out. */
  readonly waysToAws: WaysToAws;
  /** What must be there before any task starts: routes, the resolver's search list, capacity providers. */
  readonly ready: IDependable;
}

/** Makes, or takes over, the VPC, the cluster, the DNS namespace and the log group. */
export function makePlatform(scope: Construct, plan: DeploymentPlan, props: PlatformProps): Platform {
  const ready = new DependencyGroup();
  const { vpc, subnets, assignPublicIp } = placement(scope, plan, props, ready);
  const zoneSubnets = { subnets: onePerZone(vpc.selectSubnets(subnets).subnets) };
  ready.add(vpc.selectSubnets(subnets).internetConnectivityEstablished);
  const cluster = props.cluster ?? clusterOf(scope, plan, vpc);
  // A service that names FARGATE as its capacity provider fails until the cluster is associated with it.
  if (cluster instanceof ecs.Cluster) cluster.enableFargateCapacityProviders();
  ready.add(satellitesOf(cluster));
  const namespace = new PrivateDnsNamespace(scope, 'Namespace', { name: plan.namespace.domain, vpc });
  const logGroup =
    props.logGroup ??
    new logs.LogGroup(scope, 'LogGroup', {
      retention: plan.logs.retention.value,
      // Kept when a first deployment fails, too: its last lines say why.
      removalPolicy: RemovalPolicy.RETAIN,
    });
  const waysToAws = makeWaysToAws(scope, plan.vpc, vpc);
  const { repository } = props;
  return {
    vpc,
    cluster,
    namespace,
    logGroup,
    repository,
    subnets,
    zoneSubnets,
    assignPublicIp,
    waysToAws,
    ready,
  };
}

type Placement = Pick<Platform, 'vpc' | 'subnets' | 'assignPublicIp'>;

function placement(
  scope: Construct,
  plan: DeploymentPlan,
  props: PlatformProps,
  ready: DependencyGroup,
): Placement {
  const given = broughtVpc(props);
  if (given === undefined && plan.vpc.kind === 'create') {
    const { vpc, searchListAssociation } = createVpc(scope, plan.vpc);
    ready.add(searchListAssociation);
    const egress = plan.vpc.egress.value;
    return {
      vpc,
      assignPublicIp: plan.vpc.publicIp.value,
      subnets: {
        subnetType:
          egress === 'public'
            ? ec2.SubnetType.PUBLIC
            : egress === 'none'
              ? ec2.SubnetType.PRIVATE_ISOLATED
              : ec2.SubnetType.PRIVATE_WITH_EGRESS,
      },
    };
  }
  if (given === undefined && plan.vpc.kind === 'existing') return existingPlacement(scope, plan.vpc);
  if (given === undefined)
    throw new Error('the plan is for a given VPC, but neither a VPC nor a cluster was given');
  // As in a default VPC: without private subnets, only a public address reaches the registry.
  const hasPrivate = given.privateSubnets.length > 0 || given.isolatedSubnets.length > 0;
  const asked = plan.vpc.kind === 'given' ? plan.vpc : undefined;
  const isPublic = asked?.subnets === undefined ? !hasPrivate : asked.subnets.value === 'public';
  return {
    vpc: given,
    assignPublicIp: asked?.publicIp?.value ?? isPublic,
    subnets: isPublic ? { subnetType: ec2.SubnetType.PUBLIC } : {},
  };
}

function existingPlacement(scope: Construct, plan: Extract<VpcPlan, { kind: 'existing' }>): Placement {
  const vpc = ec2.Vpc.fromVpcAttributes(scope, 'Vpc', {
    vpcId: plan.id.value,
    availabilityZones: [...plan.availabilityZones],
    publicSubnetIds: [...plan.publicSubnets],
    privateSubnetIds: [...plan.privateSubnets],
    ...(plan.cidr === undefined ? {} : { vpcCidrBlock: plan.cidr }),
  });
  Annotations.of(vpc).acknowledgeWarning(
    '@aws-cdk/aws-ec2:noSubnetRouteTableId',
    'nothing here reads the route tables of a VPC of others',
  );
  const chosen = plan.subnets.value;
  const subnets = [...vpc.privateSubnets, ...vpc.publicSubnets].filter(({ subnetId }) =>
    chosen.includes(subnetId),
  );
  return { vpc, subnets: { subnets }, assignPublicIp: plan.publicIp.value };
}

function clusterOf(scope: Construct, { cluster }: DeploymentPlan, vpc: ec2.IVpc): ecs.ICluster {
  if (cluster.kind === 'create')
    return new ecs.Cluster(scope, 'Cluster', {
      vpc,
      containerInsightsV2: ecs.ContainerInsights.ENABLED,
    });
  const name = cluster.nameOrArn.value.split('/').at(-1) ?? cluster.nameOrArn.value;
  const isArn = cluster.nameOrArn.value.startsWith('arn:');
  return ecs.Cluster.fromClusterAttributes(scope, 'Cluster', {
    clusterName: name,
    ...(isArn ? { clusterArn: cluster.nameOrArn.value } : {}),
    vpc,
    securityGroups: [],
  });
}

/** A file system has one mount target in a zone. */
function onePerZone(subnets: readonly ec2.ISubnet[]): ec2.ISubnet[] {
  const seen = new Set<unknown>();
  return subnets.filter(({ availabilityZone }) => {
    const isNew = !seen.has(availabilityZone);
    seen.add(availabilityZone);
    return isNew;
  });
}
