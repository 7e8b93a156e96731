/** What a build says to people: a table at its end, an explanation of a single image, builders side by side. */
import type { BuildReport } from './build-images.js';
import type { ImageOutcome } from './build-request.js';
import type { BuilderFigures, ImageFigures } from './compare-builders.js';
import type { Explanation } from './explain-image.js';

/** The summary table: what became of each image, how long it took, how much came from the cache, and who built it. */
export function buildSummary({ outcomes, builder }: BuildReport, seconds: number): string {
  const rows = outcomes.map((outcome) => [outcome.services.join(', '), outcome.outcome, detail(outcome)]);
  const widths = [0, 1].map((column) => Math.max(0, ...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map(([services = '', outcome = '', rest = '']) =>
    `${services.padEnd(widths[0] ?? 0)}  ${outcome.padEnd(widths[1] ?? 0)}  ${rest}`.trimEnd(),
  );
  const built = outcomes.filter(({ outcome }) => outcome === 'built');
  const inTurn = built.reduce((sum, { seconds: own = 0 }) => sum + own, 0);
  const saving = built.length > 1 ? `, one after the other: ${duration(inTurn)}` : '';
  const by = builder === undefined ? '' : ` on ${builder}`;
  const count = `${outcomes.length} ${outcomes.length === 1 ? 'image' : 'images'}`;
  return `${[...lines, `${count} in ${duration(seconds)}${saving}${by}`].join('\n')}\n`;
}

/** `12.3 s`, `2 min 5 s`. */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/** Which inputs of a service's image changed since the lock. */
export function explanationText(
  service: string,
  tag: string,
  { state, before, changes }: Explanation,
): string {
  const heading =
    state === 'locked'
      ? `the image of service '${service}' is in the lock (${tag}): nothing changed`
      : state === 'new'
        ? `the image of service '${service}' (${tag}) is new: the lock holds none for it`
        : `the image of service '${service}' is stale: ${before} is now ${tag}`;
  const width = Math.max(0, ...changes.map(({ kind }) => kind.length));
  return [heading, ...changes.map(({ kind, change }) => `  ${kind.padEnd(width)}  ${change}`), ''].join('\n');
}

function detail(image: ImageOutcome): string {
  const { outcome, key, seconds, steps = 0, cachedSteps = 0, bases = [], unchanged = false } = image;
  if (outcome === 'pinned' || outcome === 'kept') return key.startsWith('c-') ? '' : key;
  const parts = [
    ...(seconds === undefined ? [] : [duration(seconds)]),
    ...(steps === 0 ? [] : [`${cachedSteps}/${steps} steps cached`]),
    ...(unchanged ? ['the same image as before'] : []),
    ...(bases.length === 0 ? [] : [`on ${bases.map(({ reference }) => reference).join(', ')}`]),
  ];
  return parts.join('  ');
}

/** The figures of some builders, side by side, an image a line. */
export function comparisonText(figures: readonly BuilderFigures[]): string {
  const cell = ({ seconds, steps, cachedSteps }: ImageFigures): string =>
    seconds === undefined ? 'not built' : `${duration(seconds)}, ${cachedSteps}/${steps} steps cached`;
  const services =
    figures.find(({ images }) => images.length > 0)?.images.map((image) => image.services) ?? [];
  const rows = [
    ['', ...figures.map(({ builder }) => builder)],
    ...services.map((names, index) => [
      names.join(', '),
      ...figures.map(({ images }) => (images[index] === undefined ? 'not built' : cell(images[index]))),
    ]),
    ['all', ...figures.map(({ seconds }) => (seconds === undefined ? 'failed' : duration(seconds)))],
  ];
  const widths = figures.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((text, column) => text.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  return [...lines, 'nothing was pushed; each builder had the cache that it has', ''].join('\n');
}
