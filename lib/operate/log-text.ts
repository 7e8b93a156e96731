import type { LogLine } from './log-lines.js';

/** How lines are printed. */
export interface LogTextProps {
  /** Every service that may have lines: a service keeps its colour and the prefixes one width. */
  readonly services: readonly string[];
  readonly prefix: boolean;
  readonly timestamps: boolean;
  readonly colour: boolean;
}

/** Cyan, yellow, green, magenta, blue and their bright ones: red is for errors. */
const colours = [36, 33, 32, 35, 34, 96, 93, 92, 95, 94];

/** As much of a task's id as tells the tasks of one service apart. */
const idLength = 6;

/** Prints lines as `docker compose logs` does: `web/1a2b3c  | text`, with the beginning of the task's id. */
export function logText({ services, prefix, timestamps, colour }: LogTextProps): (line: LogLine) => string {
  const width = Math.max(0, ...services.map(({ length }) => length)) + 1 + idLength;
  return ({ service, task, at, text }) => {
    const name = `${`${service}/${task.slice(0, idLength)}`.padEnd(width)}  | `;
    const code = colours[services.indexOf(service) % colours.length];
    const before = colour ? `\u001b[${code}m${name}\u001b[0m` : name;
    const time = timestamps ? `${new Date(at).toISOString()} ` : '';
    return `${prefix ? before : ''}${time}${text}\n`;
  };
}
