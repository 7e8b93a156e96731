import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { IRepository } from 'aws-cdk-lib/aws-ecr';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { IManagedPolicy } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { Token } from 'aws-cdk-lib/core';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Bindings } from '../model/bindings.js';
import type { PlanOptions } from '../plan/plan-options.js';
import { type GivenLoadBalancers, loadBalancerOptions } from './given-load-balancers.js';

/** What exists already, of this stack, another one or of nobody's: it is used in place of what would be made. */
export interface BroughtAlong {
  /**
   * The VPC to deploy into.
   *
   * @default - that of the cluster or of a load balancer, else one is made
   */
  readonly vpc?: IVpc;
  /**
   * The cluster to deploy into.
   *
   * @default - a cluster is made
   */
  readonly cluster?: ICluster;
  /**
   * Load balancers to publish ports on.
   *
   * @default - they are made, or named by the Compose file
   */
  readonly loadBalancers?: GivenLoadBalancers;
  /**
   * The certificate of HTTP ports for which the Compose file asks for none: they speak HTTPS on 443, and HTTP redirects.
   *
   * @default - HTTP, unless the Compose file asks for a certificate or a domain
   */
  readonly certificate?: ICertificate;
  /**
   * The repository that holds the project's own images. `cdk-compose build --app` pushes to it, where the app names it.
   *
   * @default - the one in the bindings, else one named after the project
   */
  readonly repository?: IRepository;
  /**
   * The log group that all services write to, in place of one for the project.
   *
   * @default - one is made, kept for as long as the plan says
   */
  readonly logGroup?: ILogGroup;
  /**
   * The permissions boundary of every role; of a whole stack or stage, CDK's own `permissionsBoundary` is.
   *
   * @default - that of the stack, if it has any
   */
  readonly boundary?: IManagedPolicy;
  /**
   * Tags of every resource, beside those that name the project, the environment and the service.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };
}

/** The VPC that any of it is in. */
export function broughtVpc({ vpc, cluster, loadBalancers = {} }: BroughtAlong): IVpc | undefined {
  return vpc ?? cluster?.vpc ?? loadBalancers.application?.vpc ?? loadBalancers.network?.vpc;
}

/** What of it the planner decides by. */
export function broughtOptions(brought: BroughtAlong): {
  readonly [K in 'vpc' | 'certificate' | 'loadBalancers']: PlanOptions[K];
} {
  const { certificate, loadBalancers } = brought;
  return {
    vpc: broughtVpc(brought) === undefined ? 'create' : 'given',
    certificate: certificate?.certificateArn,
    loadBalancers: loadBalancers && loadBalancerOptions(loadBalancers),
  };
}

/** The bindings with a repository that has a name already, so that plans and builds name it, too. */
export function withRepository(
  bindings: Bindings,
  { repository }: Pick<BroughtAlong, 'repository'>,
): Bindings {
  if (repository === undefined || Token.isUnresolved(repository.repositoryName)) return bindings;
  const { account, region } = repository.env;
  return {
    ...bindings,
    repository: {
      name: repository.repositoryName,
      ...(Token.isUnresolved(account) ? {} : { account }),
      ...(Token.isUnresolved(region) ? {} : { region }),
    },
  };
}

/** A VPC that is not the cluster's. */
export function mismatchedVpc({ vpc, cluster }: BroughtAlong): readonly Diagnostic[] {
  return vpc === undefined || cluster === undefined || vpc.vpcId === cluster.vpc.vpcId
    ? []
    : [diagnose('vpc-not-of-cluster', { vpc: vpc.node.path, clusterVpc: cluster.vpc.node.path })];
}
