import { type CfnElement, CfnOutput, CfnParameter, NestedStack, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { ElementPlaces } from './element-places.js';
import { idOfPlace } from './id-of-place.js';

/** The nested stack of one service's own resources: its task, and what runs it. */
export class ServiceStack extends NestedStack {
  private readonly allocated = new Map<CfnElement, string>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly places: ElementPlaces,
  ) {
    super(scope, id, { description: `Compose service ${scope.node.id}` });
    // CDK's own name says "nested stack" three times, and CloudFormation cuts names of nested stacks.
    const place = this.node.path.slice(Stack.of(scope).node.path.length);
    this.nestedStackResource?.overrideLogicalId(idOfPlace(place));
  }

  // CDK asks at every reference, and hashes the path each time.
  protected override allocateLogicalId(element: CfnElement): string {
    const known = this.allocated.get(element);
    if (known !== undefined) return known;
    const allocated = this.referenceId(element) ?? super.allocateLogicalId(element);
    this.allocated.set(element, allocated);
    return allocated;
  }

  /**
   * CDK names the parameters and outputs that references become after the whole path of what they refer to: the same
   * service would have another template in every environment. These names are from places within the stack alone.
   */
  private referenceId(element: CfnElement): string | undefined {
    if (!(element instanceof CfnParameter || element instanceof CfnOutput)) return undefined;
    const name = element.node.id.replace(/^reference-to-/, '');
    // The name that CDK makes of a path ends in eight digits of its hash; the attribute that is referred to follows.
    for (const { index } of name.matchAll(/(?<=[0-9A-F]{8})/g)) {
      const place = this.places(name.slice(0, index));
      if (place !== undefined) return idOfPlace(`${place}/${name.slice(index)}`);
    }
    return undefined;
  }
}
