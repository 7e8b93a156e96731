import { bakeProgress } from '../../lib/images/bake-progress.js';
import { progressLines, type ProgressOutput } from '../../lib/images/progress-lines.js';

const line = (name: string, rest: object = {}) =>
  JSON.stringify({ vertexes: [{ digest: name, name, started: '2026-01-01T00:00:00Z', ...rest }] });
const over = { completed: '2026-01-01T00:00:02Z' };

function written(
  output: Omit<ProgressOutput, 'write'>,
  environment: Readonly<Record<string, string | undefined>> = {},
) {
  let text = '';
  const lines = progressLines(
    { write: (more) => void (text += more), ...output },
    'images of shop',
    environment,
  );
  return { lines, text: () => text };
}

beforeEach(() => void jest.useFakeTimers({ now: Date.parse('2026-01-01T00:00:05Z') }));
afterEach(() => void jest.useRealTimers());

describe('without a terminal', () => {
  function logged(environment: Readonly<Record<string, string | undefined>>, columns?: number): string {
    const { lines, text } = written({ columns }, environment);
    const progress = bakeProgress(['api', 'web'], { labels: new Map([['api', 'api, worker']]) });
    progress.take(line('[web internal] load metadata for x'));
    progress.take(line('[web 1/2] RUN make'));
    lines.update(progress);
    lines.update(progress);
    progress.take(line('[api 1/1] COPY . .'));
    lines.update(progress);
    progress.take(line('[api 1/1] COPY . .', over));
    progress.take(line('[api] exporting to image', over));
    lines.update(progress);
    // A bit of the export may follow.
    progress.take(line('[api] exporting to image', { completed: '2026-01-01T00:00:03Z' }));
    progress.take(line('[web 1/2] RUN make', { ...over, error: 'exit code: 2' }));
    lines.update(progress);
    lines.end();
    return text();
  }
  const steps =
    'web: 1/2 RUN make\napi, worker: 1/1 COPY . .\n' +
    'api, worker: done in 2.0 s, 0/1 steps cached\nweb: failed at 1/2 RUN make\n';

  test('each step is a line, once', () => expect(logged({})).toBe(steps));

  test('so it is on a terminal that can move no cursor, and on that of a CI system', () => {
    expect(logged({ TERM: 'dumb' }, 80)).toBe(steps);
    expect(logged({ CI: 'true' }, 80)).toBe(steps);
  });

  test('GitHub Actions folds the lines', () =>
    expect(logged({ GITHUB_ACTIONS: 'true' })).toBe(`::group::images of shop\n${steps}::endgroup::\n`));

  test('GitLab folds the lines', () => {
    const [begin, end] = ['start', 'end'].map(
      (mark) => `\u001b[0Ksection_${mark}:1767225605:cdk_compose_build\r\u001b[0K`,
    );
    expect(logged({ GITLAB_CI: 'true' })).toBe(`${begin}images of shop\n${steps}${end}\n`);
  });

  test('what never began leaves no empty group', () => {
    const { lines, text } = written({}, { GITHUB_ACTIONS: 'true' });
    lines.update(bakeProgress(['web']));
    lines.end();
    expect(text()).toBe('');
  });
});

describe('on a terminal', () => {
  /** The first picture. */
  function picture(output: Omit<ProgressOutput, 'write'>, targets: readonly string[], ...taken: string[]) {
    const { lines, text } = written({ columns: 80, ...output });
    const progress = bakeProgress(targets);
    for (const one of taken) progress.take(one);
    lines.update(progress);
    jest.advanceTimersByTime(100);
    const shown = text().split('\n').slice(0, -1);
    lines.end();
    expect(text().endsWith(`\u001b[${shown.length}A\u001b[J`)).toBe(true);
    return shown;
  }
  const done = (target: string) => [
    line(`[${target} 1/1] COPY . .`, { ...over, cached: true }),
    line(`[${target}] exporting to image`, over),
  ];

  test('each service has a line that changes in place and is gone at the end', () => {
    expect(picture({}, ['api', 'web'], ...done('api'), line('[web 1/2] RUN make'))).toEqual([
      'api       2.0 s  1/1 steps cached    done',
      'web       5.1 s  0/1 steps cached    1/2 RUN make',
    ]);
  });

  test('what has no step yet is not done', () => {
    expect(picture({}, ['api'], line('[api internal] load metadata for x', over))).toEqual([
      'api       5.1 s                      preparing',
    ]);
  });

  test.each([10, 24, 40, 60, 200])('no line is wider than a terminal of %i', (columns) => {
    const targets = ['a-service-of-a-very-long-name', 'web'];
    const steps = targets.map((target) => line(`[${target} 1/2] RUN make \u001b[2J 全部 ${'x'.repeat(300)}`));
    for (const shown of picture({ columns }, targets, ...steps)) {
      expect(shown.length).toBeLessThan(columns);
      expect(shown).not.toContain('\u001b');
      expect(shown.endsWith('…')).toBe(true);
    }
  });

  test('of more services than fit, those at work are shown and the others counted', () => {
    const targets = Array.from({ length: 40 }, (_, index) => `service${index}`);
    const finished = targets.slice(0, 10).flatMap(done);
    const busy = targets.slice(10, 30).map((target) => line(`[${target} 1/2] RUN make`));
    const shown = picture({ rows: 8 }, targets, ...finished, ...busy);
    expect(shown).toHaveLength(6);
    expect(shown[0]).toMatch(/^service10 .* 1\/2 RUN make$/);
    expect(shown.at(-1)).toBe('10 done, 25 more to do');
  });

  test('has its size asked for again with each picture', () => {
    let columns = 80;
    let text = '';
    const lines = progressLines(
      {
        write: (more) => void (text += more),
        get columns() {
          return columns;
        },
      },
      'x',
    );
    const progress = bakeProgress(['web']);
    progress.take(line(`[web 1/2] RUN ${'x'.repeat(300)}`));
    lines.update(progress);
    jest.advanceTimersByTime(100);
    columns = 50;
    text = '';
    jest.advanceTimersByTime(100);
    lines.end();
    expect(text.split('\n')[0]?.replace(/^\u001b\[1A\u001b\[J/, '')).toHaveLength(49);
  });

  test('colours are for who wants them', () => {
    expect(picture({ colour: true }, ['api'], ...done('api'))[0]).toContain('\u001b[32mdone\u001b[0m');
    expect(picture({ colour: false }, ['api'], ...done('api'))[0]).not.toContain('\u001b');
  });
});
