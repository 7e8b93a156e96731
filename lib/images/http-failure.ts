/** In words for people, why a request got no answer: what an `httpFetch` threw. `patience` is its limit, in milliseconds. */
export function httpFailure(error: unknown, patience: number): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return `no answer within ${patience / 1000} s`;
  const cause = error.cause instanceof Error ? error.cause : error;
  // A host of several addresses fails with one error for all of them, which has no message.
  return cause.message.trim() || ('code' in cause ? String(cause.code) : cause.name);
}
