import type { Cause } from '../model/deployment-plan.js';

/** A decision on the page. A block's first line is its heading; the others stand indented below it. */
export interface Line {
  readonly label: string;
  readonly decision: string;
  readonly cause: Cause;
}

/** Widest that a column grows before a long cell pushes the rest of its line. */
const WIDEST = { label: 24, decision: 60, because: 48 };

/** Blocks of lines as text in four columns: what, how, why, where. */
export function page(blocks: readonly (readonly Line[])[]): string {
  const rows = blocks.map((block) =>
    block.map(({ label, decision, cause }, index) => ({
      label: index === 0 ? label : `  ${label}`,
      decision,
      because: cause.because,
      place: cause.place?.replace(/:\d+$/, '') ?? '',
    })),
  );
  const width = (column: 'label' | 'decision' | 'because') =>
    Math.min(WIDEST[column], Math.max(0, ...rows.flat().map((row) => row[column].length)));
  const widths = { label: width('label'), decision: width('decision'), because: width('because') };
  const print = (row: (typeof rows)[number][number]) =>
    [
      row.label.padEnd(widths.label),
      row.decision.padEnd(widths.decision),
      row.because.padEnd(widths.because),
      row.place,
    ]
      .join('  ')
      .trimEnd();
  return `${rows.map((block) => block.map(print).join('\n')).join('\n\n')}\n`;
}
