import { type Environment, Stage, type StageProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { needsKey } from '../ci/stage-checks.js';
import { withRepository } from './brought-along.js';
import type { ComposeAppProps } from './compose-app.js';
import { ComposeStack } from './compose-stack.js';
import { stageNeeds } from './pipeline/stage-needs.js';
import { stackName } from './stack-name.js';

/** The props of the Compose application in one environment; `readProject` and `readEnvironments` return them. */
export interface ComposeStageProps extends ComposeAppProps, Pick<StageProps, 'permissionsBoundary'> {
  /**
   * The account and region to deploy to.
   *
   * @default - those of the app
   */
  readonly env?: Environment;
}

/**
 * A CDK stage of one Compose application in one environment. Its stack has the name that `cdk deploy` gives it outside
 * of a pipeline, so that the two update the same resources.
 */
export class ComposeStage extends Stage {
  public readonly stack: ComposeStack;

  public constructor(
    scope: Construct,
    id: string,
    { env, permissionsBoundary, ...props }: ComposeStageProps,
  ) {
    super(scope, id, {
      ...(env === undefined ? {} : { env }),
      ...(permissionsBoundary === undefined ? {} : { permissionsBoundary }),
    });
    this.stack = new ComposeStack(this, props.project.project.name, {
      ...props,
      stackName: stackName(props.project.project.name, props.environment),
    });
    const bindings = withRepository(props.bindings ?? { version: 1 }, props);
    const needs = stageNeeds(this.stack.application.plan, bindings);
    this.stack.addMetadata(needsKey, needs);
  }
}
