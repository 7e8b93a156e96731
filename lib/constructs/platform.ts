import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { PrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { RemovalPolicy } from 'aws-cdk-lib/core';
import { type Construct, DependencyGroup, type IDependable } from 'constructs';
import type { DeploymentPlan } from '../model/deployment-plan.js';
import { satellitesOf } from './satellites.js';
import { createVpc } from './vpc.js';

/** What the caller brings along instead of having it made. */
export interface PlatformProps {
  /** @default - the cluster's VPC, else one is made */
  readonly vpc?: ec2.IVpc;
  /** @default - a cluster is made */
  readonly cluster?: ecs.ICluster;
}

/** What all services of a project share. */
export interface Platform {
  readonly vpc: ec2.IVpc;
  readonly cluster: ecs.ICluster;
  readonly namespace: PrivateDnsNamespace;
  readonly logGroup: logs.ILogGroup;
  /** Where the tasks run. */
  readonly subnets: ec2.SubnetSelection;
  readonly assignPublicIp: boolean;
  /** What must be there before any task starts: routes, the resolver's search list, capacity providers. */
  readonly ready: IDependable;
}

/** Makes, or takes over, the VPC, the cluster, the DNS namespace and the log group. */
export function makePlatform(scope: Construct, plan: DeploymentPlan, props: PlatformProps): Platform {
  const ready = new DependencyGroup();
  const { vpc, subnets, assignPublicIp } = placement(scope, plan, props, ready);
  ready.add(vpc.selectSubnets(subnets).internetConnectivityEstablished);
  const cluster = props.cluster ?? new ecs.Cluster(scope, 'Cluster', { vpc });
  // A service that names FARGATE as its capacity provider fails until the cluster is associated with it.
  if (cluster instanceof ecs.Cluster) cluster.enableFargateCapacityProviders();
  ready.add(satellitesOf(cluster));
  const namespace = new PrivateDnsNamespace(scope, 'Namespace', { name: plan.namespace.domain, vpc });
  const logGroup = new logs.LogGroup(scope, 'LogGroup', {
    retention: plan.logs.retention.value,
    // Kept when a first deployment fails, too: its last lines say why.
    removalPolicy: RemovalPolicy.RETAIN,
  });
  return { vpc, cluster, namespace, logGroup, subnets, assignPublicIp, ready };
}

type Placement = Pick<Platform, 'vpc' | 'subnets' | 'assignPublicIp'>;

function placement(
  scope: Construct,
  plan: DeploymentPlan,
  props: PlatformProps,
  ready: DependencyGroup,
): Placement {
  const given = props.vpc ?? props.cluster?.vpc;
  if (given === undefined && plan.vpc.kind === 'create') {
    const { vpc, searchListAssociation } = createVpc(scope, plan.vpc);
    ready.add(searchListAssociation);
    const egress = plan.vpc.egress.value;
    return {
      vpc,
      assignPublicIp: egress === 'public',
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
  if (given === undefined)
    throw new Error('the plan is for a given VPC, but neither a VPC nor a cluster was given');
  // As in a default VPC: without private subnets, only a public address reaches the registry.
  const assignPublicIp = given.privateSubnets.length === 0 && given.isolatedSubnets.length === 0;
  return { vpc: given, assignPublicIp, subnets: assignPublicIp ? { subnetType: ec2.SubnetType.PUBLIC } : {} };
}
