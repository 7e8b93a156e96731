import type { ISecurityGroup, IVpc } from 'aws-cdk-lib/aws-ec2';
import type { ICluster } from 'aws-cdk-lib/aws-ecs';
import type { IFileSystem } from 'aws-cdk-lib/aws-efs';
import type { IApplicationLoadBalancer, INetworkLoadBalancer } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { PermissionsBoundary } from 'aws-cdk-lib/aws-iam';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { IPrivateDnsNamespace } from 'aws-cdk-lib/aws-servicediscovery';
import { Construct } from 'constructs';
import type { LoadedProject } from '../compose/project.js';
import { ComposeError } from '../diagnostics/compose-error.js';
import { diagnose, type Diagnostic, hasErrors } from '../diagnostics/diagnostic.js';
import { nearest } from '../diagnostics/nearest.js';
import type { Bindings } from '../model/bindings.js';
import type { DeploymentPlan } from '../model/deployment-plan.js';
import type { ResolvedImages } from '../model/image-lock.js';
import type { PlanOptions } from '../plan/plan-options.js';
import { planDeployment } from '../plan/plan.js';
import { annotate } from './annotate.js';
import { type BroughtAlong, broughtOptions, mismatchedVpc, withRepository } from './brought-along.js';
import type { ComposeTask } from './compose-task.js';
import type { ComposeService } from './compose-service.js';
import { everythingOf } from './everything-of.js';
import { applyPolicies, type Policy } from './policy.js';
import type { Adjust, ServiceOverride } from './service-override.js';
import { reportInputs } from './report-inputs.js';
import { type SpelledPlan, spellPlan } from './spell-plan.js';
import { tagResources } from './tags.js';

/** What a Compose application is deployed from, and what the caller decides about it. */
export interface ComposeAppProps
  extends Omit<PlanOptions, 'vpc' | 'certificate' | 'loadBalancers'>, BroughtAlong {
  /** The loaded Compose project. */
  readonly project: LoadedProject;
  /** The image of each service, as the image lock pins it. */
  readonly images: ResolvedImages;
  /**
   * Where repositories, secrets and adopted file systems are in this environment.
   *
   * @default - everything is made, in the stack's own account and region
   */
  readonly bindings?: Bindings;
  /**
   * What was found while the project and its images were read, to be shown with what the plan finds.
   *
   * @default - nothing
   */
  readonly findings?: readonly Diagnostic[];
  /**
   * What to change, by Compose service.
   *
   * @default - nothing
   */
  readonly services?: Readonly<Record<string, ServiceOverride>>;
  /**
   * Changes any decision before resources are made: log retention, a service that every project gets. After the
   * `plan` of `services`.
   *
   * @default - the plan as it follows from the Compose file
   */
  readonly plan?: Adjust<DeploymentPlan>;
  /**
   * Rules of your own about the plan that is deployed. What they find is CDK's own, with its place in the Compose file.
   *
   * @default - none
   */
  readonly policies?: readonly Policy[];
}

/**
 * A Docker Compose application on Amazon ECS: the project's deployment plan, spelled in CDK. Throws a `ComposeError`
 * with the whole report when the project cannot be deployed; warnings become CDK's own, to acknowledge as such.
 */
export class ComposeApp extends Construct {
  /** Every decision, with its cause, after the overrides. */
  public readonly plan: DeploymentPlan;
  /** What was found while the project was read and planned: warnings and notes, for errors leave no app. */
  public readonly findings: readonly Diagnostic[];
  private readonly spelled: SpelledPlan;
  private readonly isPaused: boolean;

  public constructor(scope: Construct, id: string, props: ComposeAppProps) {
    super(scope, id);
    const { project, images, services = {}, findings = [], plan: adjust = (plan) => plan } = props;
    const { tags, boundary, policies = [], paused = false } = props;
    this.isPaused = paused;
    const bindings = withRepository(props.bindings ?? { version: 1 }, props);
    const planned = planDeployment(project, images, bindings, { ...props, ...broughtOptions(props) });
    const names = planned.value?.services.map(({ name }) => name) ?? [];
    const diagnostics = [
      ...findings,
      ...planned.diagnostics,
      ...mismatchedVpc(props),
      ...Object.keys(services).flatMap((name) =>
        planned.value === undefined || paused || names.includes(name)
          ? []
          : [notInProject('service', name, names)],
      ),
    ];
    if (planned.value === undefined || hasErrors(diagnostics))
      throw new ComposeError(diagnostics, project.sources);
    this.plan = adjust(adjusted(planned.value, services));
    this.spelled = spellPlan(this, this.plan, { ...props, services });
    this.findings = diagnostics;
    annotate(this, diagnostics, project.sources);
    applyPolicies(this, policies, this.plan, project);
    reportInputs(this, { ...props, bindings, plan: this.plan });
    tagResources(this, this.plan, tags);
    if (boundary !== undefined)
      for (const construct of everythingOf(this)) PermissionsBoundary.of(construct).apply(boundary);
  }

  /** The ECS service of a Compose service, with all that belongs to it. */
  public service(name: string): ComposeService {
    return this.ofService(name, this.spelled.services);
  }

  /** The task of a Compose service, whether an ECS service, a job or a schedule runs it. */
  public task(name: string): ComposeTask {
    return this.ofService(name, this.spelled.tasks);
  }

  private ofService<T>(name: string, all: ReadonlyMap<string, T>): T {
    if (this.isPaused) throw new ComposeError([diagnose('service-is-paused', { service: name })]);
    return found('service', name, all);
  }

  /** The VPC that the application runs in. */
  public get vpc(): IVpc {
    return this.spelled.platform.vpc;
  }

  /** The cluster that the application runs in. */
  public get cluster(): ICluster {
    return this.spelled.platform.cluster;
  }

  /** The Cloud Map namespace in which the application's names live. */
  public get namespace(): IPrivateDnsNamespace {
    return this.spelled.platform.namespace;
  }

  /** The log group of all services. */
  public get logGroup(): ILogGroup {
    return this.spelled.platform.logGroup;
  }

  /** The security group of a Compose network. */
  public network(name: string): ISecurityGroup {
    return found('network', name, this.spelled.networks);
  }

  /** The file system of a named volume. */
  public fileSystem(volume: string): IFileSystem {
    return found('volume', volume, this.spelled.fileSystems).fileSystem;
  }

  /** The load balancers, by their names in the plan. */
  public get loadBalancers(): ReadonlyMap<string, IApplicationLoadBalancer | INetworkLoadBalancer> {
    return this.spelled.loadBalancers;
  }
}

function adjusted(
  plan: DeploymentPlan,
  overrides: Readonly<Record<string, ServiceOverride>>,
): DeploymentPlan {
  return {
    ...plan,
    services: plan.services.map((service) => overrides[service.name]?.plan?.(service) ?? service),
  };
}

function found<T>(kind: string, name: string, all: ReadonlyMap<string, T>): T {
  const one = all.get(name);
  if (one === undefined) throw new ComposeError([notInProject(kind, name, [...all.keys()])]);
  return one;
}

function notInProject(kind: string, name: string, names: readonly string[]): Diagnostic {
  const suggestion = nearest(name, names);
  return diagnose('not-in-project', {
    kind,
    name,
    names,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}
