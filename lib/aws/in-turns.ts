/** As much as is asked of AWS at once. */
const concurrency = 8;

/** Does something with each item, a few at a time; results are in the order of the items. */
export async function inTurns<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (let start = 0; start < items.length; start += concurrency) {
    results.push(...(await Promise.all(items.slice(start, start + concurrency).map(act))));
  }
  return results;
}
