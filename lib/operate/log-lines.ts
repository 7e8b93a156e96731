import type { LogEvent } from '../aws/log-events.js';
import type { LogSource } from './log-source.js';

/** One line of a service. */
export interface LogLine {
  readonly service: string;
  /** The id of the task that wrote it. */
  readonly task: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly text: string;
}

/** The lines of events that belong to one of these sources, in the order of time. */
export function logLines(events: readonly LogEvent[], sources: readonly LogSource[]): readonly LogLine[] {
  return events
    .flatMap(({ at, message, stream }) => {
      const source = sources.find(({ prefix }) => stream.startsWith(prefix));
      if (source === undefined) return [];
      const task = stream.slice(source.prefix.length);
      const texts = message.replace(/\r?\n$/, '').split(/\r?\n/);
      return texts.map((text) => ({ service: source.service, task, at, text }));
    })
    .toSorted((a, b) => a.at - b.at);
}
