import { CfnRule, Fn } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { DeploymentPlan } from '../model/deployment-plan.js';

/**
 * A CloudFormation rule that refuses the deployment at once, in the plan's own words, where an image or a binding is
 * missing: without it tasks would fail to start until the deployment times out (CloudFormation User Guide, "Rules").
 */
export function refuseDeployment(scope: Construct, plan: DeploymentPlan): void {
  const missing = [...plan.missingImages, ...plan.missingBindings];
  if (missing.length === 0) return;
  new CfnRule(scope, 'NothingIsMissing', {
    assertions: missing.map(({ sentence }) => ({
      // Never true: what is missing is known when the template is written.
      assert: Fn.conditionEquals('missing', 'there'),
      assertDescription: sentence,
    })),
  });
}
