import { spawn } from 'node:child_process';

/** A program that gets the terminal. */
export interface Attached {
  readonly argv: readonly [string, ...string[]];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
}

/**
 * Hands the terminal to a program until it ends; resolves to its exit code, or to undefined when there is no such program.
 * Control-C is the program's own business meanwhile: the terminal sends it to both.
 */
export function attach({
  argv: [program, ...args],
  environment,
  directory,
}: Attached): Promise<number | undefined> {
  return new Promise((resolve) => {
    const leaveIt = (): void => {};
    process.on('SIGINT', leaveIt);
    const end = (code: number | undefined): void => {
      process.off('SIGINT', leaveIt);
      resolve(code);
    };
    const child = spawn(program, args, { env: environment, cwd: directory, stdio: 'inherit' });
    child.once('error', () => end(undefined));
    // As shells say that a signal ended a program.
    child.once('exit', (code) => end(code ?? 130));
  });
}
