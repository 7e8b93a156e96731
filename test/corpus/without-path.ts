import type { ComposePath } from '../../lib/diagnostics/diagnostic.js';

/** A copy of plain data that lacks what stands at the path; the data is left alone. */
export function withoutPath<T>(data: T, path: ComposePath): T {
  const [step, ...rest] = path;
  if (step === undefined || typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) {
    const items: unknown[] = data;
    return (
      rest.length === 0
        ? items.filter((_, index) => index !== step)
        : items.map((item, index) => (index === step ? withoutPath(item, rest) : item))
    ) as T;
  }
  const entries = Object.entries(data);
  return Object.fromEntries(
    rest.length === 0
      ? entries.filter(([name]) => name !== step)
      : entries.map(([name, value]) => [name, name === step ? withoutPath(value, rest) : value]),
  ) as T;
}
