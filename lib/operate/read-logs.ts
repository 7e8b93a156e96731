import { setTimeout } from 'node:timers/promises';
import { inTurns } from '../aws/in-turns.js';
import type { LogEvent, LogQuery, ReadLogs } from '../aws/log-events.js';
import type { Checked } from '../diagnostics/diagnostic.js';
import { type LogLine, logLines } from './log-lines.js';
import type { LogSource } from './log-source.js';

/** Which lines are read. */
export interface LogsWanted {
  readonly sources: readonly LogSource[];
  /** Milliseconds since 1970. */
  readonly from: number;
  /** So many of the last of each service; undefined: all. */
  readonly tail: number | undefined;
  readonly follow: boolean;
  /** Milliseconds between two questions for more. */
  readonly pause: number;
}

/** Lines may come to CloudWatch Logs so much later than they were written, in milliseconds. */
const late = 30_000;

/**
 * Reads the lines of services: those that are there in the order of time and, when they are followed, what comes until
 * the signal is aborted. Ends with the first failure.
 */
export async function* readLogs(
  { follow, pause, ...wanted }: LogsWanted,
  read: ReadLogs,
  signal: AbortSignal,
): AsyncGenerator<Checked<readonly LogLine[]>, void, void> {
  const next = newLines(wanted, read);
  for (;;) {
    const lines = await next(signal);
    if (signal.aborted) return;
    yield lines;
    if (!follow || lines.diagnostics.length > 0) return;
    await setTimeout(pause, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
  }
}

/** Gives, each time it is called, the lines that it has not given yet. */
export function newLines(
  { sources, from, tail }: Pick<LogsWanted, 'sources' | 'from' | 'tail'>,
  read: ReadLogs,
): (signal: AbortSignal) => Promise<Checked<readonly LogLine[]>> {
  const seen = new Map<string, number>();
  let earliest = from;
  let queries = tail === undefined ? byGroup(sources, from) : byService(sources, from, tail);
  return async (signal) => {
    const asked = Date.now();
    const answers = await inTurns(queries, (query) => read(query, signal));
    const events = answers.flatMap(({ value = [] }) => value).filter(({ id }) => !seen.has(id));
    for (const { id, at } of events) seen.set(id, at);
    // What a tail has left out stays out.
    if (tail !== undefined && earliest === from)
      earliest = Math.max(from, ...(tail === 0 ? [asked] : events.map(({ at }) => at)));
    const since = Math.max(earliest, asked - late);
    for (const [id, at] of seen) if (at < since) seen.delete(id);
    queries = byGroup(sources, since);
    return {
      value: logLines(unlike(events), sources),
      diagnostics: answers.flatMap((answer) => answer.diagnostics),
    };
  };
}

/** One question for a whole group: CloudWatch Logs answers few in a second. */
function byGroup(sources: readonly LogSource[], from: number): readonly LogQuery[] {
  return [...new Set(sources.map(({ group }) => group))].map((group) => {
    const [first, ...others] = sources.filter((source) => source.group === group);
    return { group, from, ...(others.length === 0 && { prefix: first?.prefix }) };
  });
}

function byService(sources: readonly LogSource[], from: number, last: number): readonly LogQuery[] {
  return last === 0 ? [] : sources.map(({ group, prefix }) => ({ group, prefix, from, last }));
}

/** Pages may overlap. */
function unlike(events: readonly LogEvent[]): readonly LogEvent[] {
  return [...new Map(events.map((event) => [event.id, event])).values()];
}
