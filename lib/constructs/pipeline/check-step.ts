import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Aws, Token } from 'aws-cdk-lib/core';
import { CodeBuildStep, type IFileSetProducer } from 'aws-cdk-lib/pipelines';
import { assumeCheckRole, checkAfterDeployment, checkBeforeDeployment } from '../../ci/stage-checks.js';
import type { ComposeStage } from '../compose-stage.js';

/** Where a stage stands, and what its checks read. */
export interface CheckStepProps {
  readonly stage: ComposeStage;
  /** The cloud assembly. */
  readonly assembly: IFileSetProducer;
  /** The pipeline's own account and region, for a stage that states none. */
  readonly account: string;
  readonly region: string;
  /** After a deployment; absent: the check before it. */
  readonly smokePath?: string;
}

/**
 * Asks a stage whether it has what it needs, or is as it should be: with the lookup role of the CDK's bootstrapping, which
 * may read and nothing else ("Bootstrapping your environment" in the CDK's guide).
 */
export function checkStep(id: string, props: CheckStepProps): CodeBuildStep {
  const { stage, assembly, smokePath } = props;
  const { stack } = stage;
  const account = known(stack.account) ?? props.account;
  const region = known(stack.region) ?? props.region;
  const qualifier = stack.synthesizer.bootstrapQualifier ?? 'hnb659fds';
  const role = `arn:${Aws.PARTITION}:iam::${account}:role/cdk-${qualifier}-lookup-role-${account}-${region}`;
  return new CodeBuildStep(id, {
    input: assembly,
    env: {
      TEMPLATE: `${stage.artifactId}/${stack.templateFile}`,
      STACK: stack.stackName,
      CHECK_ROLE: role,
      ...(smokePath === undefined ? {} : { SMOKE_PATH: smokePath }),
    },
    // CodeBuild sets AWS_REGION to its own.
    commands: [
      `export AWS_REGION=${region}`,
      assumeCheckRole,
      smokePath === undefined ? checkBeforeDeployment : checkAfterDeployment,
    ],
    rolePolicyStatements: [new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [role] })],
  });
}

function known(text: string): string | undefined {
  return Token.isUnresolved(text) ? undefined : text;
}
