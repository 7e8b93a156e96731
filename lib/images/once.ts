/** Does something when it is first asked for, and gives its result from then on. */
export function once<T>(act: () => T): () => T {
  let result: { readonly value: T } | undefined;
  return () => (result ??= { value: act() }).value;
}
