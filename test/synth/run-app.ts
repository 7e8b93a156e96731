import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** How the CDK app is run. */
export interface AppRun {
  /** The folder of the Compose project. */
  readonly folder: string;
  /** As the CDK CLI hands it to an app. */
  readonly context?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** A program that runs the app, with its arguments. */
  readonly under?: readonly string[];
}

/** What became of it. */
export interface AppResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Every file of the cloud assembly, by name; none when the app failed. */
  readonly assembly: Readonly<Record<string, string>>;
}

/** Runs bin/app.ts in a process of its own, as the CDK CLI does. */
export function runApp({ folder, context = {}, environment = {}, under = [] }: AppRun): AppResult {
  const outdir = join(temporaryFolder(), 'cdk.out');
  const tsx = require.resolve('tsx');
  const [command = process.execPath, ...args] = [
    ...under,
    process.execPath,
    '--import',
    tsx,
    join(root, 'bin/app.ts'),
  ];
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: {
      PATH: process.env['PATH'],
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: outdir,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      ...environment,
    },
  });
  return { status, stdout, stderr, assembly: status === 0 ? filesOf(outdir) : {} };
}

/** A copy of a sample's folder, somewhere else. */
export function copyOfSample(sample: string, ...into: readonly string[]): string {
  const folder = join(temporaryFolder(), ...into);
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, 'samples', sample), folder, { recursive: true });
  return folder;
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cdk-compose-test-'));
  made.push(folder);
  return folder;
}

function filesOf(folder: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
