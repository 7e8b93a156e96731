import type { BakeProgress, TargetProgress } from './bake-progress.js';
import { duration } from './duration.js';
import { logGroup } from './log-group.js';
import { fit, painter, plain, type Paint } from './terminal-text.js';

/** Where progress is shown. A terminal's size may change meanwhile. */
export interface ProgressOutput {
  readonly write: (text: string) => void;
  readonly colour?: boolean;
  /** The terminal's size in characters; undefined where there is no terminal, as in CI. */
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

/** Shows a bake's progress; `end` leaves the output clean for what comes next. */
export interface ProgressLines {
  readonly update: (progress: BakeProgress) => void;
  readonly end: () => void;
}

/** Milliseconds between two pictures on a terminal. */
const interval = 100;

/** More lines are no longer taken in at a glance. */
const maximumLines = 16;

/**
 * One line per service that changes in place on a terminal; elsewhere, and in CI even on a terminal, a line per step, to
 * be read as a log, folded under the title where the CI system can fold.
 */
export function progressLines(
  output: ProgressOutput,
  title: string,
  environment: Readonly<Record<string, string | undefined>> = {},
): ProgressLines {
  const isCi = !['', '0', 'false'].includes(environment['CI'] ?? '');
  return output.columns === undefined || environment['TERM'] === 'dumb' || isCi
    ? loggedLines(output, title, environment)
    : liveLines(output);
}

function loggedLines(
  { write }: ProgressOutput,
  title: string,
  environment: Readonly<Record<string, string | undefined>>,
): ProgressLines {
  const said = new Map<string, string>();
  const group = logGroup(environment);
  const say = ({ target, label }: TargetProgress, text: string, rest = ''): void => {
    if (said.get(target) === text) return;
    if (said.size === 0) write(group?.begin(title) ?? '');
    said.set(target, text);
    write(`${label}: ${plain(text)}${rest}\n`);
  };
  return {
    update: (progress) => {
      for (const one of progress.targets()) {
        const { current, failure, isDone } = one;
        if (failure !== undefined) say(one, `failed at ${failure.step}`);
        else if (current !== undefined) say(one, current);
        else if (isDone) say(one, 'done', ` in ${duration(secondsOf(one))}, ${cacheShare(one)}`);
      }
    },
    end: () => void (said.size > 0 && write(group?.end() ?? '')),
  };
}

function liveLines(output: ProgressOutput): ProgressLines {
  const paint = painter(output.colour);
  let shown = 0;
  let latest: BakeProgress | undefined;
  const clear = (): void => {
    if (shown > 0) output.write(`\u001b[${shown}A\u001b[J`);
    shown = 0;
  };
  const draw = (): void => {
    if (latest === undefined) return;
    const { columns = 80, rows = 24 } = output;
    const lines = picture(latest.targets(), {
      columns: columns - 1,
      lines: Math.max(1, Math.min(maximumLines, rows - 2)),
      paint,
    });
    clear();
    output.write(lines.map((line) => `${line}\n`).join(''));
    shown = lines.length;
  };
  const timer = setInterval(draw, interval);
  timer.unref();
  return {
    update: (progress) => void (latest = progress),
    end: () => {
      clearInterval(timer);
      clear();
    },
  };
}

interface Frame {
  readonly columns: number;
  readonly lines: number;
  readonly paint: Paint;
}

/** A line per target; of too many, those at work, and the others in a sum. */
function picture(targets: readonly TargetProgress[], frame: Frame): readonly string[] {
  const known = targets.filter(({ started }) => started !== undefined);
  const width = Math.min(
    Math.floor(frame.columns / 3),
    Math.max(0, ...known.map(({ label }) => label.length)),
  );
  const line = (one: TargetProgress): string => liveLine(one, width, frame);
  if (known.length <= frame.lines) return known.map(line);
  const busy = known.filter(({ isDone }) => !isDone).slice(0, frame.lines - 1);
  const done = known.filter(({ isDone }) => isDone).length;
  const waiting = targets.length - done - busy.length;
  return [...busy.map(line), frame.paint('dim', fit(`${done} done, ${waiting} more to do`, frame.columns))];
}

function liveLine(one: TargetProgress, width: number, { columns, paint }: Frame): string {
  const { label, current, failure, isDone } = one;
  const start = fit(
    `${fit(label, width).padEnd(width)}  ${duration(secondsOf(one)).padStart(10)}  `,
    columns,
  );
  const share = columns < 60 ? '' : `${one.steps === 0 ? '' : cacheShare(one)}`.padEnd(20);
  const room = columns - start.length - share.length;
  if (failure !== undefined) return start + share + paint('red', fit(`failed: ${failure.step}`, room));
  if (current !== undefined) return start + share + fit(current, room);
  if (isDone) return start + share + paint('green', fit('done', room));
  return start + share + paint('dim', fit(one.steps === 0 ? 'preparing' : 'waiting', room));
}

function secondsOf({ started, completed, isDone, failure }: TargetProgress): number {
  const end = isDone || failure !== undefined ? completed : undefined;
  return Math.max(0, (end ?? Date.now()) - (started ?? Date.now())) / 1000;
}

function cacheShare({ cachedSteps, steps }: TargetProgress): string {
  return `${cachedSteps}/${steps} steps cached`;
}
