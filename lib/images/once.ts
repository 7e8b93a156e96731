/** Does something when and as it is first asked for, and gives its result from then on. */
export function once<A extends readonly unknown[], T>(act: (...asked: A) => T): (...asked: A) => T {
  let result: { readonly value: T } | undefined;
  return (...asked) => (result ??= { value: act(...asked) }).value;
}
