/** What is read again, and what is not, while lines are followed. */
import type { LogEvent, LogQuery } from '../../lib/aws/log-events.js';
import { readLogs } from '../../lib/operate/read-logs.js';

const source = { service: 'web', group: 'shop', prefix: 'web/web/' };

/** The lines of each round, of a group that has one more event before each question. */
async function rounds(count: number, { tail }: { readonly tail?: number }) {
  const start = Date.now() - 5000;
  const events: LogEvent[] = ['a', 'b', 'c'].map((message, index) => ({
    id: message,
    at: start + index,
    message,
    stream: 'web/web/1',
  }));
  const asked: LogQuery[] = [];
  const stop = new AbortController();
  const all: string[][] = [];
  const wanted = { sources: [source], from: start - 60_000, tail, follow: true, pause: 1 };
  const read = (query: LogQuery) => {
    asked.push(query);
    const found = events.filter(({ at }) => at >= query.from);
    events.push({
      id: `${asked.length}`,
      at: Date.now(),
      message: `new ${asked.length}`,
      stream: 'web/web/1',
    });
    return Promise.resolve({
      value: query.last === undefined ? found : found.slice(-query.last),
      diagnostics: [],
    });
  };
  for await (const { value = [] } of readLogs(wanted, read, stop.signal)) {
    all.push(value.map(({ text }) => text));
    if (all.length === count) stop.abort();
  }
  return { all, asked };
}

test('each round has what has come since', async () => {
  const { all } = await rounds(3, {});
  expect(all).toEqual([['a', 'b', 'c'], ['new 1'], ['new 2']]);
});

test('what a tail leaves out does not come later', async () => {
  const { all } = await rounds(2, { tail: 1 });
  expect(all).toEqual([['c'], ['new 1']]);
});

test('a tail of none is what comes from now on', async () => {
  const { all, asked } = await rounds(2, { tail: 0 });
  expect(all[0]).toEqual([]);
  expect(all[1]).not.toContain('c');
  expect(asked[0]?.from).toBeGreaterThan(Date.now() - 3000);
});

test('a later question looks back so far that late lines are seen, and no further', async () => {
  const { asked } = await rounds(2, {});
  const back = Date.now() - (asked[1]?.from ?? 0);
  expect(back).toBeGreaterThanOrEqual(30_000);
  expect(back).toBeLessThan(35_000);
});
