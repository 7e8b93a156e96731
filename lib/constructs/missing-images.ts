import { CfnRule, Fn } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { MissingImage } from '../model/deployment-plan.js';

/**
 * A CloudFormation rule that refuses the deployment at once, in the plan's own words, where an image is missing: without
 * it tasks would fail to pull until the deployment times out (CloudFormation User Guide, "Rules").
 */
export function refuseMissingImages(scope: Construct, missing: readonly MissingImage[]): void {
  if (missing.length === 0) return;
  new CfnRule(scope, 'ImagesAreLocked', {
    assertions: missing.map(({ sentence }) => ({
      // Never true: that an image is missing is known when the template is written.
      assert: Fn.conditionEquals('missing', 'locked'),
      assertDescription: sentence,
    })),
  });
}
