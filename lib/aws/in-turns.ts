/** As much as is asked of AWS at once. */
const concurrency = 8;

/** Does something with each item, a few at a time; results are in the order of the items. */
export async function inTurns<T, R>(
  items: readonly T[],
  act: (item: T) => Promise<R>,
): Promise<readonly R[]> {
  const results: R[] = [];
  for (const some of batches(items, concurrency)) results.push(...(await Promise.all(some.map(act))));
  return results;
}

/** The items in groups of so many, for actions that take no more at once. */
export function batches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
