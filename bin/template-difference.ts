/** Any JSON. */
type Json = unknown;

/**
 * JSON pointers (RFC 6901) to what a document has and another one has not, or has otherwise: the smallest such parts.
 * Items of lists are the same if they have the same name, or if the lists are equally long and they stand at the same
 * index; else if they are equal.
 */
export function differentParts(document: Json, other: Json, pointer = ''): readonly string[] {
  if (isList(document) && isList(other)) return differentItems(document, other, pointer);
  if (!isMap(document) || !isMap(other) || isList(document) || isList(other))
    return JSON.stringify(document) === JSON.stringify(other) ? [] : [pointer];
  return Object.entries(document).flatMap(([name, value]) => {
    const step = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return Object.hasOwn(other, name) ? differentParts(value, other[name], step) : [step];
  });
}

function differentItems(list: readonly Json[], other: readonly Json[], pointer: string): readonly string[] {
  const names = list.map(nameOf);
  if (names.every((name) => name !== undefined)) {
    const known = new Map(other.map((item) => [nameOf(item), item]));
    return list.flatMap((item, index) =>
      known.has(names[index])
        ? differentParts(item, known.get(names[index]), `${pointer}/${index}`)
        : [`${pointer}/${index}`],
    );
  }
  if (list.length === other.length)
    return list.flatMap((item, index) => differentParts(item, other[index], `${pointer}/${index}`));
  const left = other.map((item) => JSON.stringify(item));
  return list.flatMap((item, index) => {
    const found = left.indexOf(JSON.stringify(item));
    if (found < 0) return [`${pointer}/${index}`];
    left.splice(found, 1);
    return [];
  });
}

function nameOf(item: Json): string | undefined {
  if (!isMap(item)) return undefined;
  const name = item['Name'] ?? item['Key'];
  return typeof name === 'string' ? name : undefined;
}

function isMap(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
