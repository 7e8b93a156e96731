import { resolve } from 'node:path';
import { run } from '../../bin/run.js';
import { root } from './source-files.js';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Both, in the order of writing, as a terminal shows them. */
  readonly shown: string;
}

export interface CommandSurroundings {
  readonly environment?: Readonly<Record<string, string>>;
  readonly readStdin?: () => string | Uint8Array;
  readonly ask?: (question: string) => Promise<string | undefined>;
  readonly onInterrupt?: (listener: () => void) => () => void;
}

/** Runs `cdk-compose` with these words in a folder of the repository (or an absolute one), in this process. */
export async function runCommand(
  words: readonly string[],
  folder: string,
  {
    environment = {},
    readStdin = () => '',
    ask,
    onInterrupt = () => () => undefined,
  }: CommandSurroundings = {},
): Promise<Ran> {
  const written = { stdout: '', stderr: '', shown: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    colour: false,
    write: (text: string) => {
      written[name] += text;
      written.shown += text;
    },
  });
  const code = await run(words, {
    directory: resolve(root, folder),
    environment,
    stdout: output('stdout'),
    stderr: output('stderr'),
    readStdin,
    ask,
    onInterrupt,
  });
  return { code, ...written };
}
