/** The path at which two values begin to differ, with both values there, in one line. */
export function firstDifference(found: unknown, expected: unknown, path = ''): string {
  if (isRecord(found) && isRecord(expected)) {
    const keys = [...new Set([...Object.keys(expected), ...Object.keys(found)])];
    for (const key of keys) {
      const [a, b] = [found[key], expected[key]];
      if (JSON.stringify(a) !== JSON.stringify(b) || (a === undefined) !== (b === undefined)) {
        const inner = firstDifference(a, b, `${path}.${key}`);
        if (inner !== '') return inner;
      }
    }
    return '';
  }
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  return a === b ? '' : `${path || '.'}: found ${cut(a)}, expected ${cut(b)}`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function cut(text = 'nothing'): string {
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
