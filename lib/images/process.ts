import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { constants, setPriority } from 'node:os';

/** A program to run. Nothing goes through a shell, unless it is the program. */
export interface Command {
  readonly argv: readonly [string, ...string[]];
  /** Whether Windows gets the arguments as they are, without quotes. */
  readonly isVerbatim?: boolean;
  /** The whole environment of the child. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where it runs; here when undefined. */
  readonly directory?: string;
  /** For its standard input. */
  readonly input?: string;
  /** Called for each line of its standard error, as it comes. */
  readonly onErrorLine?: (line: string) => void;
  /** Ends the child: an interrupt first, so that it can tidy up, a kill ten seconds later. */
  readonly signal?: AbortSignal | undefined;
  /** Whether anything waits for it, as it does when nothing is said; else it leaves the processor to what is. */
  readonly isUrgent?: boolean;
}

/**
 * How it ended. `missing`: no such program; `interrupted`: by our signal or another one. One that is there and can't be
 * started has failed with the code that shells have for that.
 */
export type Finished =
  | { readonly kind: 'exited'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly kind: 'interrupted' }
  | { readonly kind: 'missing' };

/** Runs programs: the port through which images are built. It never rejects. */
export type RunCommand = (command: Command) => Promise<Finished>;

/** Milliseconds between the interrupt and the kill. */
const grace = 10_000;

/** Of what a child says, so much is kept; the progress of a long build passes by. */
const keptCharacters = 200_000;

/** Runs a program of this machine. */
export const runCommand: RunCommand = ({
  argv: [program, ...args],
  isVerbatim,
  environment,
  directory,
  input,
  onErrorLine,
  signal,
  isUrgent = true,
}) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve({ kind: 'interrupted' });
    const fail = ({ code, message }: NodeJS.ErrnoException): void =>
      resolve(
        code === 'ENOENT' || code === 'EACCES'
          ? { kind: 'missing' }
          : { kind: 'exited', code: 126, stdout: '', stderr: `${program} can't be started: ${message}` },
      );
    let child: ChildProcessWithoutNullStreams;
    try {
      child = spawn(program, args, {
        env: { ...environment },
        cwd: directory,
        windowsVerbatimArguments: isVerbatim,
        stdio: ['pipe', 'pipe', 'pipe'],
      });
    } catch (error) {
      return fail(error as NodeJS.ErrnoException);
    }
    let kill: NodeJS.Timeout | undefined;
    const interrupt = (): void => {
      child.kill('SIGINT');
      kill = setTimeout(() => child.kill('SIGKILL'), grace);
    };
    const tidy = (): void => {
      clearTimeout(kill);
      signal?.removeEventListener('abort', interrupt);
    };
    child.on('error', (error) => {
      tidy();
      fail(error);
    });
    // Where no more files can be open, there are no pipes either.
    if (child.stdin === undefined) return;
    if (!isUrgent) defer(child.pid);
    signal?.addEventListener('abort', interrupt, { once: true });

    let stdout = '';
    let stderr = '';
    let line = '';
    child.stdout
      .setEncoding('utf8')
      .on('data', (text: string) => (stdout = (stdout + text).slice(-keptCharacters)));
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-keptCharacters);
      const lines = (line + text).split('\n');
      line = lines.pop() ?? '';
      for (const complete of lines) onErrorLine?.(complete);
    });
    // A child that ends early closes its standard input: its exit code says more than the broken pipe.
    child.stdin.on('error', () => undefined).end(input ?? '');

    child.on('close', (code) => {
      tidy();
      if (line !== '') onErrorLine?.(line);
      resolve(
        code === null || signal?.aborted === true
          ? { kind: 'interrupted' }
          : { kind: 'exited', code, stdout, stderr },
      );
    });
  });

function defer(pid: number | undefined): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It has ended already.
  }
}
