import type { Changes } from './change.js';
import { containerCases } from './cases/container.js';
import { functionAndScheduleCases } from './cases/function-and-schedule.js';
import { loadBalancerCases } from './cases/load-balancer.js';
import { logAndGrantCases } from './cases/log-and-grant.js';
import { networkCases } from './cases/network.js';
import { serviceCases } from './cases/service.js';
import { taskDefinitionCases } from './cases/task-definition.js';
import { templateCases } from './cases/template.js';

/** What a rule must find, as changes of the sample template, and the nearest thing that AWS takes. */
export interface RuleCase {
  readonly rule: string;
  readonly bad: Changes;
  /** Rules that cannot but object to the bad change too. */
  readonly also?: readonly string[];
  readonly good?: Changes;
}

export const cases: readonly RuleCase[] = [
  ...taskDefinitionCases,
  ...containerCases,
  ...serviceCases,
  ...functionAndScheduleCases,
  ...loadBalancerCases,
  ...logAndGrantCases,
  ...networkCases,
  ...templateCases,
];
