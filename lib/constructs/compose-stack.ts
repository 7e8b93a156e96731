import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ComposeApp, type ComposeAppProps } from './compose-app.js';

/** The props of the Compose application and those of the stack. */
export interface ComposeStackProps extends ComposeAppProps, StackProps {}

/** A stack of one Compose application. */
export class ComposeStack extends Stack {
  public readonly application: ComposeApp;

  public constructor(scope: Construct, id: string, props: ComposeStackProps) {
    super(scope, id, props);
    this.application = new ComposeApp(this, 'App', props);
  }
}
