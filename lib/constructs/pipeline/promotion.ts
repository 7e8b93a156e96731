import type { Step } from 'aws-cdk-lib/pipelines';
import { ComposeError } from '../../diagnostics/compose-error.js';
import { diagnose } from '../../diagnostics/diagnostic.js';
import { nearest } from '../../diagnostics/nearest.js';

/** One step of the way to production: one environment, or several that are deployed at once. */
export interface Promotion {
  /** The environments; several make a wave. */
  readonly environments: readonly string[];
  /**
   * Whether a person has to approve before it; a text is what that person is shown.
   *
   * @default - before all but the first step
   */
  readonly approval?: boolean | string;
  /**
   * The path that load balancers facing the internet are asked for afterwards.
   *
   * @default '/'
   */
  readonly smokePath?: string;
  /**
   * More steps before the deployment of each environment, made for it.
   *
   * @default - none
   */
  readonly before?: (environment: string) => readonly Step[];
  /**
   * More steps after it, beside the checks of this library.
   *
   * @default - none
   */
  readonly after?: (environment: string) => readonly Step[];
}

/** A promotion with its defaults. */
export interface PromotionStep extends Promotion {
  readonly approval: boolean | string;
}

/** The steps in their order: those that are given, else one for each environment as declared. Throws a `ComposeError`. */
export function promotionSteps(
  names: readonly string[],
  given: readonly Promotion[] | undefined,
): readonly PromotionStep[] {
  const steps: readonly Promotion[] = given ?? names.map((name) => ({ environments: [name] }));
  const unknown = steps
    .flatMap(({ environments }) => environments)
    .filter((name) => !names.includes(name))
    .map((name) => {
      const suggestion = nearest(name, names);
      return diagnose('unknown-environment', {
        name,
        names,
        ...(suggestion === undefined ? {} : { suggestion }),
      });
    });
  if (unknown.length > 0) throw new ComposeError(unknown);
  return steps.map((step, index) => ({ ...step, approval: step.approval ?? index > 0 }));
}
