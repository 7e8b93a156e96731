/** What a build says to people: a table at its end, an explanation of a single image. */
import type { BuildReport } from './build-images.js';
import type { ImageOutcome } from './build-request.js';
import { duration } from './duration.js';
import type { Explanation } from './explain-image.js';
import { imageLabel } from './planned-builds.js';
import { painter } from './terminal-text.js';

/** The summary table: what became of each image, how long it took, how much came from the cache, and who built it. */
export function buildSummary(
  { outcomes, builder }: BuildReport,
  seconds: number,
  { colour = false }: { readonly colour?: boolean | undefined } = {},
): string {
  const paint = painter(colour);
  const rows = outcomes.map((image) => ({
    label: imageLabel(image.services, image.derived === true),
    outcome: image.outcome,
    detail: detail(image),
  }));
  const width = Math.max(0, ...rows.map(({ label }) => label.length));
  const lines = rows.map(
    ({ label, outcome, detail: rest }) =>
      `${label.padEnd(width)}  ${paint(colourOf[outcome], outcome)}${rest === '' ? '' : `${' '.repeat(10 - outcome.length)}${rest}`}`,
  );
  const built = outcomes.filter(({ outcome }) => outcome === 'built');
  const inTurn = built.reduce((sum, { seconds: own = 0 }) => sum + own, 0);
  const saving = built.length > 1 ? ` (one after the other: ${duration(inTurn)})` : '';
  const by = builder === undefined ? [] : [`on ${builder}`];
  const total = `${countText(outcomes)} in ${duration(seconds)}${saving}`;
  return `${[...lines, total, ...by].join('\n')}\n`;
}

const colourOf = {
  built: 'green',
  reused: 'dim',
  pinned: 'green',
  mirrored: 'green',
  kept: 'dim',
  failed: 'red',
} as const satisfies Readonly<Record<ImageOutcome['outcome'], string>>;

/** `5 images: 2 built, 3 reused`. */
function countText(outcomes: readonly ImageOutcome[]): string {
  const kinds = [...new Set(outcomes.map(({ outcome }) => outcome))].map(
    (kind) => `${outcomes.filter(({ outcome }) => outcome === kind).length} ${kind}`,
  );
  const all = `${outcomes.length} ${outcomes.length === 1 ? 'image' : 'images'}`;
  return kinds.length === 0 ? all : `${all}: ${kinds.join(', ')}`;
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
