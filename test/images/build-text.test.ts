import { buildSummary } from '../../lib/images/build-text.js';
import { comparisonText } from '../../lib/images/comparison-text.js';
import { duration } from '../../lib/images/duration.js';
import { fit } from '../../lib/images/terminal-text.js';
import type { ImageOutcome } from '../../lib/images/build-request.js';

const lock = { version: 1, images: {} } as const;
const outcomes: readonly ImageOutcome[] = [
  {
    key: 'c-1',
    services: ['api', 'worker'],
    outcome: 'built',
    seconds: 12.34,
    steps: 5,
    cachedSteps: 2,
    bases: [{ reference: 'docker.io/library/node:22', digest: 'sha256:1' }],
  },
  { key: 'c-2', services: ['web'], derived: true, outcome: 'built', seconds: 1, steps: 2, cachedSteps: 2 },
  { key: 'c-3', services: ['web'], outcome: 'reused' },
  { key: 'docker.io/library/redis:7', services: ['cache'], outcome: 'kept' },
];

test('the summary has a line per image, then what it took, then the builder', () => {
  const text = buildSummary({ lock, outcomes, builder: 'builder x (--builder, driver remote)' }, 14.2);
  expect(text).toBe(
    [
      'api, worker  built     12.3 s  2/5 steps cached  on docker.io/library/node:22',
      'web (files)  built     1.0 s  2/2 steps cached',
      'web          reused',
      'cache        kept      docker.io/library/redis:7',
      '4 images: 2 built, 1 reused, 1 kept in 14.2 s (one after the other: 13.3 s)',
      'on builder x (--builder, driver remote)',
      '',
    ].join('\n'),
  );
});

test('the summary of colours is the same text', () => {
  const [plain, coloured] = [false, true].map((colour) =>
    buildSummary({ lock, outcomes, builder: undefined }, 1, { colour }),
  );
  expect(coloured).toContain('\u001b[32mbuilt\u001b[0m');
  // eslint-disable-next-line no-control-regex -- colours are what is taken out
  expect(coloured?.replaceAll(/\u001b\[\d+m/g, '')).toBe(plain);
});

test('an image that came out as it was before says so', () => {
  const report = {
    lock,
    outcomes: [{ ...outcomes[2], outcome: 'built', unchanged: true } as ImageOutcome],
    builder: undefined,
  };
  expect(buildSummary(report, 1)).toMatch(/^web +built +the same image as before$/m);
});

describe('a comparison', () => {
  const figures = (name: string, seconds: number | undefined) => ({
    name,
    builder: `builder ${name} (--compare, driver docker)`,
    seconds,
    images: [{ label: 'web', services: ['web'], seconds, steps: 3, cachedSteps: 1 }],
    diagnostics: [],
  });

  test.each([
    [10, 4, 'b was 2.5 times as fast'],
    [4, 10, 'a was 2.5 times as fast'],
    [4, 4.5, 'about equally fast'],
  ])('%d s and %d s: %s', (a, b, verdict) => {
    expect(comparisonText([figures('a', a), figures('b', b)]).split('\n')).toContain(verdict);
  });

  test('of a builder that failed names no winner', () => {
    expect(comparisonText([figures('a', 3), figures('b', undefined)])).not.toMatch(/fast/);
  });
});

test.each([
  [0.04, '0.0 s'],
  [59.94, '59.9 s'],
  [59.96, '1 min 0 s'],
  [119.7, '2 min 0 s'],
  [3725, '1 h 2 min'],
])('%d seconds are %s', (seconds, text) => expect(duration(seconds)).toBe(text));

test.each([
  ['web', 5, 'web'],
  ['worker', 5, 'work…'],
  ['全部全部', 5, '全部…'],
  ['a\nb\u001b[2J', 10, 'a b [2J'],
  ['web', 0, ''],
])('%j in %d columns', (text, columns, fitted) => expect(fit(text, columns)).toBe(fitted));
