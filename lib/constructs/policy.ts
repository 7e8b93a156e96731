import { Validations } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { LoadedProject } from '../compose/project.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import { placeFinder, printPlace } from '../diagnostics/places.js';
import type { DeploymentPlan } from '../model/deployment-plan.js';

/** A rule of one's own about what may be deployed. Pure: it reads the plan and returns what is against it. */
export type Policy = (plan: DeploymentPlan) => readonly PolicyFinding[];

/** What a policy has against a plan. */
export interface PolicyFinding {
  /** The rule's permanent name, in kebab case: `healthcheck-required`. */
  readonly rule: string;
  /** What was found, quoting what was given. */
  readonly message: string;
  /** What to do about it. */
  readonly fix: string;
  /** The Compose key to point at: that of the cause of a decision, or `['services', 'web']`. */
  readonly path: ComposePath;
  /**
   * An error stops synthesis and cannot be acknowledged; a warning can.
   *
   * @default 'error'
   */
  readonly severity?: 'error' | 'warning';
}

/**
 * Writes what policies find as CDK's own validation findings, `compose:<rule>`, at the construct of the service that
 * they are about, with the place in the Compose file and the fix.
 */
export function applyPolicies(
  app: Construct,
  policies: readonly Policy[],
  plan: DeploymentPlan,
  { spans, sources }: LoadedProject,
): void {
  const find = placeFinder(sources);
  for (const { rule, message, fix, path, severity = 'error' } of policies.flatMap((policy) => policy(plan))) {
    const service = path[0] === 'services' && typeof path[1] === 'string' ? path[1] : undefined;
    const services = app.node.tryFindChild('Services')?.node;
    const scope = (service === undefined ? undefined : services?.tryFindChild(service)) ?? app;
    const at = spans.nearest(path);
    const text = `${message}${at === undefined ? '' : ` (${printPlace(find, at)})`}: ${fix}`;
    if (severity === 'error') Validations.of(scope).addError(`compose:${rule}`, text);
    else
      Validations.of(scope).addWarning(`compose:${rule}`, text, {
        context: { ...(service === undefined ? {} : { service }), key: path.join('.') },
      });
  }
}
