import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bakeProgress, type TargetProgress } from '../../lib/images/bake-progress.js';

function replay(sample: string, targets: readonly string[]) {
  const progress = bakeProgress(targets);
  for (const line of readFileSync(join(__dirname, 'samples', `progress.${sample}.jsonl`), 'utf8').split('\n'))
    progress.take(line);
  const of = (name: string): TargetProgress | undefined =>
    progress.targets().find(({ target }) => target === name);
  return { progress, of };
}

test('counts steps and those from the cache', () => {
  const { of } = replay('fresh', ['api', 'web']);
  expect(of('web')).toMatchObject({ steps: 2, cachedSteps: 1, current: undefined, failure: undefined });
  expect((of('web')?.completed ?? 0) - (of('web')?.started ?? 0)).toBeGreaterThan(50);
});

test('finds the step that failed, what it printed, and the text that follows', () => {
  const { of, progress } = replay('failed', ['api', 'web']);
  expect(of('api')?.failure).toEqual({
    step: '2/2 RUN echo about to fail >&2; exit 7',
    reason: expect.stringContaining('exit code: 7'),
    log: ['about to fail'],
  });
  expect(of('web')?.failure).toBeUndefined();
  expect(progress.text().at(-1)).toMatch(/^ERROR: target api: failed to solve/);
});

test('counts the steps of every platform', () => {
  const { of } = replay('two-node', ['one', 'two']);
  expect(of('two')).toMatchObject({ steps: 2 });
});

test('steps of a single target bear no name', () => {
  const progress = bakeProgress(['web']);
  progress.take(
    '{"vertexes":[{"digest":"a","name":"[1/2] FROM x@sha256:' +
      'a'.repeat(64) +
      '","started":"2026-01-01T00:00:00Z"}]}',
  );
  expect(progress.targets()).toMatchObject([{ target: 'web', steps: 1, current: '1/2 FROM x' }]);
});

test('a canceled sibling did not fail', () => {
  const progress = bakeProgress(['web']);
  progress.take(
    '{"vertexes":[{"digest":"a","name":"[web 2/2] RUN x","error":"context canceled: context canceled"}]}',
  );
  expect(progress.targets()[0]?.failure).toBeUndefined();
});

test.each(['', 'plain text', '{', '{"vertexes":', '{"other":1}', 'null'])(
  'takes %j without complaint',
  (line) => {
    const progress = bakeProgress(['web']);
    progress.take(line);
    expect(progress.text()).toEqual(line === '' ? [] : [line]);
  },
);
