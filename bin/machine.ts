import type { FileSystem } from '../lib/compose/file-system.js';

/** What a command may know of the machine and do to it. Tests hand in one of their own. */
export interface Machine {
  /** The current working directory, absolute. */
  readonly directory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absent: the files of this machine. */
  readonly files?: FileSystem;
  /** For results: what a pipe or a file receives. */
  readonly stdout: Output;
  /** For reports, progress and questions. */
  readonly stderr: Output;
  /** The whole standard input, read when first asked for. */
  readonly readStdin: () => string | Uint8Array;
  /**
   * Asks the person at the terminal; resolves to the line, or to undefined when the input ends. Absent where there is
   * nobody to ask.
   */
  readonly ask?: ((question: string) => Promise<string | undefined>) | undefined;
  /** Hears that the user wants to stop (control-C; the second time the process ends at once); the result stops hearing. */
  readonly onInterrupt: (listener: () => void) => () => void;
}

/** Standard output or standard error. */
export interface Output {
  readonly write: (text: string) => void;
  /** True on a terminal that shows colours and did not ask for none. */
  readonly colour: boolean;
  /** The terminal's width in characters; undefined where there is no terminal. */
  readonly columns?: number | undefined;
  /** Its height in lines. */
  readonly rows?: number | undefined;
}
