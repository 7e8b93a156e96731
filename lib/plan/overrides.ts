import { nearest } from '../diagnostics/nearest.js';
import { diagnose } from '../diagnostics/diagnostic.js';
import type { DeploymentPlan, ServicePlan } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';

/** A pure change of something: returns a new value and leaves the old one alone. */
export type Adjust<T> = (value: T) => T;

/** Changes to single services' plans, by Compose service name. */
export type PlanOverrides = Readonly<Record<string, { readonly plan?: Adjust<ServicePlan> }>>;

/** Applies a platform team's changes to the plan, after everything is decided and before CDK sees it. */
export function applyOverrides(plan: DeploymentPlan, overrides: PlanOverrides): Found<DeploymentPlan> {
  const known = plan.services.map(({ name }) => name);
  const unknown = Object.keys(overrides).filter((name) => !known.includes(name));
  return found(
    {
      ...plan,
      services: plan.services.map((service) => overrides[service.name]?.plan?.(service) ?? service),
    },
    unknown.map((service) => {
      const suggestion = nearest(service, known);
      return diagnose('unknown-service-in-overrides', {
        service,
        ...(suggestion === undefined ? {} : { suggestion }),
      });
    }),
  );
}
