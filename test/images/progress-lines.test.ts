import { bakeProgress } from '../../lib/images/bake-progress.js';
import { progressLines } from '../../lib/images/progress-lines.js';

const line = (name: string, rest: object = {}) =>
  JSON.stringify({ vertexes: [{ digest: name, name, started: '2026-01-01T00:00:00Z', ...rest }] });

function written(columns: number | undefined) {
  let text = '';
  const lines = progressLines({ write: (more) => void (text += more), columns });
  return { lines, text: () => text };
}

beforeEach(() => void jest.useFakeTimers({ now: Date.parse('2026-01-01T00:00:05Z') }));
afterEach(() => void jest.useRealTimers());

test('without a terminal each step is a line, once', () => {
  const { lines, text } = written(undefined);
  const progress = bakeProgress(['api', 'web']);
  progress.take(line('[web internal] load metadata for x'));
  progress.take(line('[web 1/2] RUN make'));
  lines.update(progress);
  lines.update(progress);
  progress.take(line('[api 1/1] COPY . .'));
  lines.update(progress);
  lines.end();
  expect(text()).toBe('web: 1/2 RUN make\napi: 1/1 COPY . .\n');
});

test('on a terminal each service has a line that changes in place and is gone at the end', () => {
  const { lines, text } = written(40);
  const progress = bakeProgress(['api', 'web']);
  progress.take(line('[api 1/1] COPY . .', { completed: '2026-01-01T00:00:02Z', cached: true }));
  progress.take(line('[web 1/2] RUN make a lot of things that take their time'));
  lines.update(progress);
  jest.advanceTimersByTime(100);
  expect(text()).toBe('api     2.0 s  1/1 cached  done\nweb     5.1 s  0/1 cached  1/2 RUN make\n');
  jest.advanceTimersByTime(100);
  lines.end();
  expect(text().split('\u001b[2A\u001b[J')).toHaveLength(3);
  expect(text().endsWith('\u001b[2A\u001b[J')).toBe(true);
});
