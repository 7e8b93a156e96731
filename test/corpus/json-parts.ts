/** What stands in the place of a part that was taken out. */
const gone = Symbol('gone');

/** A document without the parts at these JSON pointers. */
export function withoutParts(document: unknown, pointers: readonly string[]): unknown {
  return pointers.reduce((rest, pointer) => {
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    return withoutPart(rest, steps);
  }, document);
}

function withoutPart(value: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return gone;
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === step ? withoutPart(item, rest) : item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, name === step ? withoutPart(inner, rest) : inner]),
  );
}

/** Whether all that a document has stands in the other one, too; parts that were taken out are not asked for. */
export function isPartOf(document: unknown, other: unknown): boolean {
  if (document === gone) return true;
  if (Array.isArray(document)) {
    if (!Array.isArray(other)) return false;
    const left: unknown[] = [...(other as readonly unknown[])];
    // What is whole chooses first: a part that was mostly taken out fits anywhere.
    const items = (document as readonly unknown[]).toSorted((a, b) => sizeOf(b) - sizeOf(a));
    return items.every((item) => {
      const found = left.findIndex((candidate) => isPartOf(item, candidate));
      if (found >= 0 && item !== gone) left.splice(found, 1);
      return found >= 0 || item === gone;
    });
  }
  if (typeof document !== 'object' || document === null) return document === other;
  if (typeof other !== 'object' || other === null) return false;
  return Object.entries(document).every(
    ([name, value]) => value === gone || isPartOf(value, (other as Readonly<Record<string, unknown>>)[name]),
  );
}

function sizeOf(value: unknown): number {
  return JSON.stringify(value)?.length ?? 0;
}
