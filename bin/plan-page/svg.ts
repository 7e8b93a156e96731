/** Text that HTML and SVG show as it stands. */
export function escapeHtml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => names[character] ?? character);
}

/** An element with attributes in the order given; numbers are rounded to tenths. `content` is markup already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  content: readonly string[] = [],
): string {
  const written = Object.entries(attributes).map(
    ([key, value]) =>
      ` ${key}="${typeof value === 'number' ? Math.round(value * 10) / 10 : escapeHtml(value)}"`,
  );
  return `<${name}${written.join('')}>${content.join('')}</${name}>`;
}

/** A line of text, cropped to about `width` characters. */
export function label(
  x: number,
  y: number,
  text: string,
  {
    kind,
    width = Infinity,
    anchor = 'start',
  }: { kind: string; width?: number; anchor?: 'start' | 'middle' | 'end' },
): string {
  const shown = text.length > width ? `${text.slice(0, width - 1)}…` : text;
  const title = shown === text ? [] : [element('title', {}, [escapeHtml(text)])];
  return element('text', { class: kind, x, y, 'text-anchor': anchor }, [escapeHtml(shown), ...title]);
}
