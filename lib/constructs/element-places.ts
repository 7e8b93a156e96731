import { CfnElement, Names, type Stack } from 'aws-cdk-lib/core';

/** The place within its stack of the element that CDK names like this; undefined for one of another stack. */
export type ElementPlaces = (uniqueName: string) => string | undefined;

/**
 * Finds elements of a stack, and of those nested in it, by the name that CDK makes of their whole path up to the app.
 * Elements may still be added; they are looked for again when one is not known.
 */
export function elementPlaces(stack: Stack): ElementPlaces {
  let places: ReadonlyMap<string, string> | undefined;
  const collect = (): ReadonlyMap<string, string> =>
    new Map(
      stack.node
        .findAll()
        .filter((construct) => CfnElement.isCfnElement(construct))
        .map(({ node }) => [Names.nodeUniqueId(node), node.path.slice(stack.node.path.length)]),
    );
  return (uniqueName) => {
    const known = places?.get(uniqueName);
    if (known !== undefined) return known;
    places = collect();
    return places.get(uniqueName);
  };
}
