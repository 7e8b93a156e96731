/** A key's grammar with all its facets; combinators supply them together. Placeholder of the contract until the walks land. */
export interface Syntax<T> {
  readonly read: (node: never) => T | undefined;
}
