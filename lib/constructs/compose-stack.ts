import { type CfnElement, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ComposeApp, type ComposeAppProps } from './compose-app.js';

/** The props of the Compose application and those of the stack. */
export interface ComposeStackProps extends ComposeAppProps, StackProps {}

/** A stack of one Compose application. */
export class ComposeStack extends Stack {
  public readonly application: ComposeApp;
  private readonly allocated = new Map<CfnElement, string>();

  public constructor(scope: Construct, id: string, props: ComposeStackProps) {
    super(scope, id, props);
    this.application = new ComposeApp(this, 'App', props);
  }

  // CDK asks at every reference, and hashes the path each time: a tenth of synthesis.
  protected override allocateLogicalId(element: CfnElement): string {
    const known = this.allocated.get(element);
    if (known !== undefined) return known;
    const allocated = super.allocateLogicalId(element);
    this.allocated.set(element, allocated);
    return allocated;
  }
}
