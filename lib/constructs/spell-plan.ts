/**
 * The deployment plan in CDK. Each file beside this one spells one section of it, with L2 constructs where there are
 * any, and takes no decision: what a reader wants to know about a decision stands in the plan, with its cause.
 * Construct ids follow the names of the Compose file, never an order, so that adding or removing one service leaves
 * the logical ids of the others alone. Ids are an external contract: changing one replaces resources.
 */
import { Construct } from 'constructs';
import type { DeploymentPlan } from '../model/deployment-plan.js';
import { ComposeService } from './compose-service.js';
import { makeLoadBalancers } from './load-balancers.js';
import { refuseMissingImages } from './missing-images.js';
import { makeAliases } from './names.js';
import { makeNetworkGroups } from './networks.js';
import { makePlatform, type Platform, type PlatformProps } from './platform.js';
import type { ServiceOverride } from './service-override.js';
import { type FileSystems, makeFileSystems } from './storage.js';

export interface SpellPlanProps extends PlatformProps {
  /** By Compose service. */
  readonly services?: Readonly<Record<string, ServiceOverride>>;
}

export interface SpelledPlan {
  readonly platform: Platform;
  readonly services: ReadonlyMap<string, ComposeService>;
  readonly fileSystems: FileSystems;
}

/** Makes every resource of the plan under `scope`. */
export function spellPlan(scope: Construct, plan: DeploymentPlan, props: SpellPlanProps = {}): SpelledPlan {
  const overrides = props.services ?? {};
  const platform = makePlatform(scope, plan, props);
  const networks = makeNetworkGroups(scope, plan.networks, platform.vpc);
  const fileSystems = makeFileSystems(scope, plan, platform);
  const parent = new Construct(scope, 'Services');
  const services = new Map(
    plan.services.map((service) => [
      service.name,
      new ComposeService(parent, service.name, {
        plan: service,
        platform,
        networks,
        fileSystems,
        override: overrides[service.name] ?? {},
      }),
    ]),
  );
  for (const { name, startsAfter } of plan.services)
    for (const { service } of startsAfter) {
      const other = services.get(service);
      if (other !== undefined) services.get(name)?.startAfter(other);
    }
  makeAliases(scope, plan, platform);
  makeLoadBalancers(scope, plan.loadBalancers, { platform, services, overrides });
  refuseMissingImages(scope, plan.missingImages);
  return { platform, services, fileSystems };
}
