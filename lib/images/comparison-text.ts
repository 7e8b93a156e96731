import type { BuilderFigures, ImageFigures } from './measure-builder.js';
import { duration } from './duration.js';

/** The figures of two builders, side by side, an image a line, and which one was faster. */
export function comparisonText(figures: readonly BuilderFigures[]): string {
  const labels = figures.find(({ images }) => images.length > 0)?.images.map(({ label }) => label) ?? [];
  const rows = [
    ['', ...figures.map(({ name }) => name)],
    ...labels.map((label, index) => [
      label,
      ...figures.map(({ images }) => (images[index] === undefined ? 'not built' : cell(images[index]))),
    ]),
    ['all', ...figures.map(({ seconds }) => (seconds === undefined ? 'failed' : duration(seconds)))],
  ];
  const widths = ['', ...figures].map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const builders = figures
    .map(({ name, builder }) => (builder === name ? [] : [`${name}: ${builder}`]))
    .flat();
  return [
    ...lines,
    ...builders,
    ...verdict(figures),
    'nothing was pushed; each builder had the cache that it has',
    '',
  ].join('\n');
}

function cell({ seconds, steps, cachedSteps }: ImageFigures): string {
  return seconds === undefined ? 'not built' : `${duration(seconds)}, ${cachedSteps}/${steps} cached`;
}

/** Says so only of a difference that is none of chance. */
function verdict(figures: readonly BuilderFigures[]): readonly string[] {
  const [fast, slow] = figures
    .flatMap(({ name, seconds }) => (seconds === undefined ? [] : [{ name, seconds }]))
    .toSorted((a, b) => a.seconds - b.seconds);
  if (fast === undefined || slow === undefined) return [];
  const times = slow.seconds / Math.max(fast.seconds, 0.001);
  return times < 1.2 ? ['about equally fast'] : [`${fast.name} was ${times.toFixed(1)} times as fast`];
}
