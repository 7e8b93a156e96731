import { type CfnElement, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { ComposeApp, type ComposeAppProps } from './compose-app.js';
import { isRule, type PeerPlaces, peerPlaces, ruleLogicalId } from './rule-logical-id.js';

/** The props of the Compose application and those of the stack. */
export interface ComposeStackProps extends ComposeAppProps, StackProps {}

/** A stack of one Compose application. */
export class ComposeStack extends Stack {
  public readonly application: ComposeApp;
  private readonly allocated = new Map<CfnElement, string>();
  private places: PeerPlaces | undefined;

  public constructor(scope: Construct, id: string, props: ComposeStackProps) {
    super(scope, id, props);
    this.application = new ComposeApp(this, 'App', props);
  }

  // CDK asks at every reference, and hashes the path each time: a tenth of synthesis.
  protected override allocateLogicalId(element: CfnElement): string {
    const known = this.allocated.get(element);
    if (known !== undefined) return known;
    const allocated = this.ruleId(element) ?? super.allocateLogicalId(element);
    this.allocated.set(element, allocated);
    return allocated;
  }

  private ruleId(element: CfnElement): string | undefined {
    if (!isRule(element)) return undefined;
    const known = this.places && ruleLogicalId(this, element, this.places);
    if (known !== undefined) return known;
    this.places = peerPlaces(this);
    return ruleLogicalId(this, element, this.places);
  }
}
