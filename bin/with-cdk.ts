import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { diagnose, type Diagnostic } from '../lib/diagnostics/diagnostic.js';
import { renderReport } from '../lib/diagnostics/report.js';
import { attach } from './attach.js';
import { appsBelow, hasApp } from './cdk-app.js';
import { cdkCli } from './cdk-cli.js';
import { convert } from './commands/convert.js';
import type { Machine } from './machine.js';
import { readProjectInputs, type ProjectOptions } from './project-inputs.js';
import { undecidedEnvironment } from './undecided-environment.js';

/** What the CDK CLI is to do. */
export interface CdkCall {
  readonly command: 'deploy' | 'destroy';
  /** More of its options. */
  readonly words: readonly string[];
  /** Done before the project is converted; another result than 0 ends the command with it. */
  readonly before?: () => Promise<number>;
}

/**
 * Calls the CDK CLI with the app that cdk.json names; without one, with the assembly that the project is converted into.
 * A folder never gets a second stack beside that of its app. Resolves to the exit code.
 */
export async function withCdk(call: CdkCall, options: ProjectOptions, machine: Machine): Promise<number> {
  const report = (...diagnostics: readonly Diagnostic[]): number => {
    machine.stderr.write(renderReport(diagnostics, new Map(), { colour: machine.stderr.colour }));
    return 1;
  };
  const cdk = async (...words: readonly string[]): Promise<number> => {
    const { directory, environment } = machine;
    const argv = [...cdkCli(directory), call.command, ...words, ...call.words] as const;
    const code = await attach({ argv, directory, environment });
    return code ?? report(diagnose('cdk-missing', {}));
  };
  if (hasApp(machine.directory)) {
    const flags = (['file', 'profile', 'envFile', 'projectDirectory', 'projectName'] as const)
      .filter((flag) => options[flag] !== undefined)
      .map((flag) => `--${flag.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    if (flags.length > 0) return report(diagnose('app-decides-files', { flags: flags.join(', ') }));
    const { environment } = options;
    return cdk(...(environment === undefined ? [] : ['-c', `compose:environment=${environment}`]));
  }
  const [folder] = appsBelow(machine.directory);
  if (folder !== undefined) {
    const command = call.command === 'deploy' ? 'up' : 'down';
    return report(diagnose('app-elsewhere', { folder, command }));
  }
  const [undecided] = undecidedEnvironment(readProjectInputs(options, machine).value?.undecided);
  if (undecided !== undefined) return report(undecided);
  const assembly = mkdtempSync(join(tmpdir(), 'cdk-compose-'));
  try {
    const ready = (await call.before?.()) ?? 0;
    if (ready !== 0) return ready;
    const quiet = { ...machine, stderr: { ...machine.stderr, write: () => {} } };
    const converted = await convert.run({ ...options, output: assembly }, [], quiet);
    return converted === 0 ? await cdk('--all', '-a', assembly) : converted;
  } finally {
    rmSync(assembly, { recursive: true, force: true });
  }
}
