/**
 * The deployment plan in CDK. Each file beside this one spells one section of it, with L2 constructs where there are
 * any, and takes no decision: what a reader wants to know about a decision stands in the plan, with its cause.
 * Construct ids follow the names of the Compose file, never an order, so that adding or removing one service leaves
 * the logical ids of the others alone. Ids are an external contract: changing one replaces resources.
 */
import { Stack } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import type { DeploymentPlan } from '../model/deployment-plan.js';
import type { ComposeService } from './compose-service.js';
import type { ComposeTask } from './compose-task.js';
import { deployTask } from './deploy-task.js';
import { elementPlaces } from './element-places.js';
import { type LoadBalancers, makeLoadBalancers } from './load-balancers.js';
import { refuseDeployment } from './refuse-deployment.js';
import { makeAliases } from './names.js';
import { makeNetworkGroups, type NetworkGroups } from './networks.js';
import { makePlatform, type Platform, type PlatformProps } from './platform.js';
import { makeScaling } from './scaling.js';
import type { ServiceOverride } from './service-override.js';
import { type FileSystems, makeFileSystems } from './storage.js';
import { connectVisitors } from './visits.js';

/** What the caller brings along and changes. */
export interface SpellPlanProps extends PlatformProps {
  /** By Compose service. */
  readonly services?: Readonly<Record<string, ServiceOverride>>;
}

/** What the plan became. */
export interface SpelledPlan {
  readonly platform: Platform;
  /** By Compose service: those that an ECS service keeps running. */
  readonly services: ReadonlyMap<string, ComposeService>;
  /** By Compose service: the tasks of services, jobs and schedules. */
  readonly tasks: ReadonlyMap<string, ComposeTask>;
  /** By network name. */
  readonly networks: NetworkGroups;
  /** By volume name. */
  readonly fileSystems: FileSystems;
  /** By name. */
  readonly loadBalancers: LoadBalancers;
}

/** Makes every resource of the plan under `scope`. */
export function spellPlan(scope: Construct, plan: DeploymentPlan, props: SpellPlanProps = {}): SpelledPlan {
  const overrides = props.services ?? {};
  const platform = makePlatform(scope, plan, props);
  const networks = makeNetworkGroups(scope, plan.networks, platform.vpc);
  const fileSystems = makeFileSystems(scope, plan, platform);
  const parent = new Construct(scope, 'Services');
  const placement = { layout: plan.layout.value, places: elementPlaces(Stack.of(scope)) };
  const made = new Map(
    plan.services.map((service) => {
      const override = overrides[service.name] ?? {};
      const context = { ...placement, platform, networks, fileSystems, override };
      return [service.name, deployTask(parent, service, plan, context)];
    }),
  );
  for (const { name, startsAfter } of plan.services)
    for (const { service } of startsAfter) {
      const first = made.get(service)?.deployed;
      if (first !== undefined) made.get(name)?.deployed.node.addDependency(first);
    }
  const services = new Map(
    [...made].flatMap(([name, { service }]) => (service === undefined ? [] : [[name, service]])),
  );
  makeAliases(scope, plan, platform);
  const tasks = new Map([...made].map(([name, { task }]) => [name, task]));
  connectVisitors(plan.services, tasks, networks);
  const loadBalancers = makeLoadBalancers(scope, plan, {
    platform,
    services,
    overrides,
    given: props.loadBalancers ?? {},
  });
  for (const service of plan.services) {
    const one = services.get(service.name);
    if (one !== undefined) makeScaling(one, service);
  }
  refuseDeployment(scope, plan);
  return { platform, services, tasks, networks, fileSystems, loadBalancers };
}
