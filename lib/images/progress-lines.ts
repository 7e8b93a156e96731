import type { BakeProgress, TargetProgress } from './bake-progress.js';
import { duration } from './build-text.js';

/** Where progress is shown. */
export interface ProgressOutput {
  readonly write: (text: string) => void;
  /** The terminal's width; undefined where there is no terminal, as in CI. */
  readonly columns?: number | undefined;
}

/** Shows a bake's progress; `end` leaves the output clean for what comes next. */
export interface ProgressLines {
  readonly update: (progress: BakeProgress) => void;
  readonly end: () => void;
}

/** Milliseconds between two pictures on a terminal. */
const interval = 100;

/** More lines than this would scroll away from under the cursor. */
const maximumLines = 16;

/** One line per service that changes in place on a terminal; elsewhere a line per step, to be read as a log. */
export function progressLines(output: ProgressOutput): ProgressLines {
  return output.columns === undefined ? plainLines(output) : liveLines(output, output.columns);
}

function plainLines({ write }: ProgressOutput): ProgressLines {
  const said = new Map<string, string>();
  return {
    update: (progress) => {
      for (const { target, current } of progress.targets()) {
        if (current === undefined || said.get(target) === current) continue;
        said.set(target, current);
        write(`${target}: ${current}\n`);
      }
    },
    end: () => {},
  };
}

function liveLines({ write }: ProgressOutput, columns: number): ProgressLines {
  let shown = 0;
  let latest: BakeProgress | undefined;
  const clear = (): void => {
    if (shown > 0) write(`\u001b[${shown}A\u001b[J`);
    shown = 0;
  };
  const draw = (): void => {
    if (latest === undefined) return;
    const targets = latest.targets().filter(({ started }) => started !== undefined);
    const width = Math.max(0, ...targets.map(({ target }) => target.length));
    const lines = targets.slice(0, maximumLines).map((one) => liveLine(one, width).slice(0, columns - 1));
    clear();
    write(lines.map((line) => `${line}\n`).join(''));
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

function liveLine(
  { target, started = 0, completed, steps, cachedSteps, current, failure }: TargetProgress,
  width: number,
): string {
  const isDone = current === undefined && completed !== undefined;
  const seconds = ((isDone ? (completed ?? started) : Date.now()) - started) / 1000;
  const state =
    failure === undefined ? (current ?? (isDone ? 'done' : 'waiting')) : `failed: ${failure.step}`;
  return `${target.padEnd(width)}  ${duration(Math.max(0, seconds)).padStart(8)}  ${cachedSteps}/${steps} cached  ${state}`;
}
