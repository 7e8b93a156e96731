import { diagnose, type Diagnostic } from '../../lib/diagnostics/diagnostic.js';
import { bakeChecked } from '../../lib/images/bake-checked.js';
import { bakeFailures } from '../../lib/images/bake-failures.js';
import type { Builder, BuilderCheck } from '../../lib/images/builder.js';
import type { Finished } from '../../lib/images/process.js';

const file = {
  group: { default: { targets: ['web'] } },
  target: { web: { context: '/srv', platforms: ['linux/amd64'], output: [], attest: [] } },
};
const builds = [{ tag: 'c-1', target: 'web', services: ['web'], definition: { build: { context: '/srv' } } }];
const well: BuilderCheck = { words: 'builder x', refusal: undefined, trouble: undefined };
const old = diagnose('buildx-too-old', { version: '0.13.1', needed: '0.26.0', why: 'this' });
const away = diagnose('builder-unreachable', { builder: 'x', reason: 'away' });
const step = JSON.stringify({ vertexes: [{ digest: '1', name: '[1/2] RUN make', error: 'exit code: 2' }] });

/** A bake that says some lines and ends so, unless it is stopped before; and a builder that checks out so. */
async function bake(
  lines: readonly string[],
  code: number | 'hangs',
  check: BuilderCheck,
  flaw?: Diagnostic,
): Promise<{
  readonly codes: readonly string[];
  readonly asked: number;
  readonly urgent: readonly (boolean | undefined)[];
  readonly finished: Finished;
}> {
  let asked = 0;
  const urgent: (boolean | undefined)[] = [];
  const builder: Builder = {
    kind: 'named',
    name: 'x',
    check: (isUrgent) => {
      asked += 1;
      urgent.push(isUrgent);
      return Promise.resolve(check);
    },
    flaw: () => Promise.resolve(flaw),
  };
  const result = await bakeChecked(
    {
      program: ['docker', 'buildx'],
      environment: {},
      run: ({ onErrorLine, signal }) => {
        for (const line of lines) onErrorLine?.(line);
        return new Promise((resolve) => {
          signal?.addEventListener('abort', () => resolve({ kind: 'interrupted' }));
          if (code !== 'hangs')
            setImmediate(() => resolve({ kind: 'exited', code, stdout: '', stderr: lines.join('\n') }));
        });
      },
    },
    file,
    { builder },
  );
  const unbuilt = code === 0 ? [] : builds;
  return {
    codes: bakeFailures(result, unbuilt).map((finding) => finding.code),
    asked,
    urgent,
    finished: result.finished,
  };
}

test('asks for the builder once, while it bakes or after a bake that was soon over', async () => {
  expect(await bake([step, step], 0, well)).toMatchObject({ codes: [], asked: 1 });
  expect(await bake([], 0, well)).toMatchObject({ codes: [], asked: 1 });
});

test('leaves the processor to the bake, and takes it when the bake is over', async () => {
  expect((await bake([step], 'hangs', { ...well, refusal: old })).urgent).toEqual([false]);
  expect((await bake([step], 0, well)).urgent).toEqual([true]);
});

test('stops a bake on a builder that must not build', async () => {
  const stopped = await bake([step], 'hangs', { ...well, refusal: old });
  expect(stopped).toMatchObject({ codes: ['buildx-too-old'], finished: { kind: 'interrupted' } });
});

test('refuses what such a builder has built, too', async () => {
  expect((await bake([], 0, { ...well, refusal: old })).codes).toEqual(['buildx-too-old']);
});

test('explains a failure by what is wrong with the builder', async () => {
  expect((await bake(['ERROR: no such host'], 1, { ...well, trouble: away })).codes).toEqual([
    'builder-unreachable',
  ]);
  expect((await bake(['ERROR: no such host'], 1, well)).codes).toEqual(['build-stopped']);
});

test('a step that failed is no fault of the builder, nor is success', async () => {
  expect((await bake([step], 1, { ...well, trouble: away })).codes).toEqual(['build-failed']);
  expect((await bake([step], 0, { ...well, trouble: away })).codes).toEqual([]);
});

test('a flaw of this machine may explain a failure, and hides no step that failed', async () => {
  expect((await bake(['ERROR: 401 Unauthorized'], 1, well, old)).codes).toEqual(['buildx-too-old']);
  expect((await bake([step], 1, well, old)).codes).toEqual(['buildx-too-old', 'build-failed']);
  expect((await bake([step], 0, well, old)).codes).toEqual([]);
});
