import { run } from '../../bin/run.js';
import type { ImageOutcome } from '../../lib/images/build-request.js';

/** What a run of `cdk-compose build` gave. */
export interface BuildRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** With `--format json`. */
  readonly images: readonly ImageOutcome[];
}

/** Runs `cdk-compose build` in a folder; `path` replaces PATH, so that no program is found there. */
export async function runBuild(
  directory: string,
  args: readonly string[],
  {
    environment = {},
    path,
    interrupted,
  }: {
    readonly environment?: Readonly<Record<string, string>>;
    readonly path?: string;
    readonly interrupted?: (interrupt: () => void) => void;
  } = {},
): Promise<BuildRun> {
  let stdout = '';
  let stderr = '';
  const code = await run(['build', ...args], {
    directory,
    environment: { ...process.env, CI: '', ...environment, ...(path === undefined ? {} : { PATH: path }) },
    stdout: { write: (text) => void (stdout += text), colour: false },
    stderr: { write: (text) => void (stderr += text), colour: false },
    readStdin: () => '',
    onInterrupt: (listener) => {
      interrupted?.(listener);
      return () => {};
    },
  });
  const images = stdout.startsWith('{')
    ? ((JSON.parse(stdout) as { images?: ImageOutcome[] }).images ?? [])
    : [];
  return { code, stdout, stderr, images };
}
