import type { Checked } from '../diagnostics/diagnostic.js';

/** A line, or several, that a container wrote at once. */
export interface LogEvent {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly message: string;
  readonly stream: string;
}

/** Which events are meant. */
export interface LogQuery {
  readonly group: string;
  /** What names of streams begin with; undefined: any. */
  readonly prefix?: string | undefined;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** So many of the last; undefined: all. */
  readonly last?: number | undefined;
}

/** Reads the events of a log group, the earliest first; ends early, with an error, when the signal is aborted. */
export type ReadLogs = (query: LogQuery, signal: AbortSignal) => Promise<Checked<readonly LogEvent[]>>;
