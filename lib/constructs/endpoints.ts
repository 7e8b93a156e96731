import * as ec2 from 'aws-cdk-lib/aws-ec2';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct, DependencyGroup, type IDependable } from 'constructs';
import type { EndpointService, VpcPlan } from '../model/deployment-plan.js';
import { accept } from './accepted-findings.js';
import { addressRange } from './address-range.js';

/** How tasks without a way out reach AWS. */
export interface WaysToAws {
  /** Lets a task with this group reach the endpoints, and nothing else. */
  readonly open: (group: ec2.ISecurityGroup) => void;
  /** There once the endpoints and the rules about them are. */
  readonly ready: IDependable;
}

// By name: CDK's table of all services is worth loading only for a project that has endpoints.
const INTERFACES = {
  'ecr.api': 'ECR',
  'ecr.dkr': 'ECR_DOCKER',
  logs: 'CLOUDWATCH_LOGS',
  secretsmanager: 'SECRETS_MANAGER',
  ssm: 'SSM',
  ssmmessages: 'SSM_MESSAGES',
  'ecs-agent': 'ECS_AGENT',
} as const satisfies Record<Exclude<EndpointService, 's3'>, keyof typeof ec2.InterfaceVpcEndpointAwsService>;

const HTTPS = ec2.Port.tcp(443);

/**
 * The endpoints of a VPC that is made, or the way to those of a VPC of others: its own address range. Layers of images
 * come from Amazon S3, through a gateway whose addresses a managed prefix list holds.
 */
export function makeWaysToAws(scope: Construct, plan: VpcPlan, vpc: ec2.IVpc): WaysToAws {
  const parent = new Construct(scope, 'Endpoints');
  const ready = new DependencyGroup(parent);
  const group = plan.kind === 'create' ? makeEndpoints(parent, plan, vpc) : undefined;
  let list: ec2.IPeer | undefined;
  return {
    open: (from) => {
      list ??= ec2.Peer.prefixList(findPrefixList(parent));
      from.addEgressRule(group ?? ec2.Peer.ipv4(addressRange(vpc)), HTTPS, 'AWS, through endpoints');
      from.addEgressRule(list, HTTPS, 'layers of images');
    },
    ready,
  };
}

function makeEndpoints(
  scope: Construct,
  { endpoints }: Extract<VpcPlan, { kind: 'create' }>,
  vpc: ec2.IVpc,
): ec2.SecurityGroup | undefined {
  if (endpoints.length === 0) return undefined;
  const group = new ec2.SecurityGroup(scope, 'SecurityGroup', {
    vpc,
    allowAllOutbound: false,
    description: 'Endpoints of AWS services',
  });
  group.addIngressRule(ec2.Peer.ipv4(addressRange(vpc)), HTTPS, 'tasks');
  for (const { value } of endpoints)
    if (value === 's3')
      new ec2.GatewayVpcEndpoint(scope, value, { vpc, service: ec2.GatewayVpcEndpointAwsService.S3 });
    else
      new ec2.InterfaceVpcEndpoint(scope, value, {
        vpc,
        service: ec2.InterfaceVpcEndpointAwsService[INTERFACES[value]],
        securityGroups: [group],
        open: false,
      });
  return group;
}

/** CloudFormation knows no name for the prefix list of a region, so it is asked for when the stack is deployed. */
function findPrefixList(scope: Construct): string {
  const logGroup = new LogGroup(scope, 'LogGroup', {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = new Role(scope, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  logGroup.grantWrite(role);
  const lookup = new AwsCustomResource(scope, 'PrefixListOfS3', {
    onUpdate: {
      service: 'ec2',
      action: 'DescribeManagedPrefixLists',
      parameters: {
        Filters: [{ Name: 'prefix-list-name', Values: [`com.amazonaws.${Stack.of(scope).region}.s3`] }],
      },
      outputPaths: ['PrefixLists.0.PrefixListId'],
      physicalResourceId: PhysicalResourceId.of('s3'),
    },
    installLatestAwsSdk: false,
    role,
    logGroup,
    policy: AwsCustomResourcePolicy.fromStatements([
      new PolicyStatement({ actions: ['ec2:DescribeManagedPrefixLists'], resources: ['*'] }),
    ]),
  });
  accept(lookup, 'IAM5[Resource::*]');
  return lookup.getResponseField('PrefixLists.0.PrefixListId');
}
