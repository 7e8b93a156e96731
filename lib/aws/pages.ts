/** Everything of an answer that AWS gives page by page: asks until a page names no next one. */
export async function pages<T>(
  page: (
    token: string | undefined,
  ) => Promise<{ readonly items: readonly T[] | undefined; readonly next: string | undefined }>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const { items = [], next } = await page(token);
    all.push(...items);
    token = next;
    // Some services name none by an empty text.
  } while (token !== undefined && token !== '');
  return all;
}
