import { Dependable, type IConstruct, type IDependable } from 'constructs';

/**
 * Everything that belongs to a construct but its main resource: the rules of a security group, the capacity providers
 * of a cluster. Who refers to the main resource comes after it anyway, and has to be told to wait for these. They are
 * collected when the app is synthesized, because aspects still add some.
 */
export function satellitesOf(construct: IConstruct): IDependable {
  const satellites: IDependable = {};
  Dependable.implement(satellites, {
    get dependencyRoots() {
      return construct.node.children.filter((child) => child !== construct.node.defaultChild);
    },
  });
  return satellites;
}
