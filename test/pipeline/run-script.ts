import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../support/project-folder.js';

export interface ScriptRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Every call of a stand-in, with its arguments, in order. */
  readonly calls: readonly string[];
}

/**
 * Runs a shell script as a build machine does, with stand-ins for programs: `answers` are the lines of a shell `case`
 * over the call's whole command line (`'aws ecr *') echo ok ;;`); what no line answers fails.
 */
export function runScript(
  script: string,
  answers: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): ScriptRun {
  const folder = projectFolder({ ...files, calls: '' });
  for (const name of ['aws', 'curl', 'docker']) {
    const program = join(folder, name);
    const text = [
      '#!/bin/sh',
      `echo "${name} $*" >> '${folder}/calls'`,
      `case "${name} $*" in`,
      ...answers,
      `*) echo "no answer for ${name} $*" >&2; exit 254 ;;`,
      'esac',
      '',
    ].join('\n');
    writeFileSync(program, text);
    chmodSync(program, 0o755);
  }
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script], {
    cwd: folder,
    env: { PATH: `${folder}:${process.env['PATH']}`, HOME: folder, ...environment },
    encoding: 'utf8',
  });
  const calls = readFileSync(join(folder, 'calls'), 'utf8').split('\n').filter(Boolean);
  return { status, stdout, stderr, calls };
}
