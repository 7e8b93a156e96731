import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { runCommand } from '../lib/images/process.js';

/** How far up the processes the CDK CLI may be: its shell, a script runner, npx. */
const generations = 6;

/** What the parts of `cdk`'s command line are called. */
const programs = /^(?:cdk|cdk\.js|cdk\.cmd|aws-cdk)$/;

/** Options of `cdk` that take the next word. */
const takesWord =
  /^(?:-a|-c|-o|-p|-r|-b|-e|--(?:app|context|output|profile|role-arn|build|plugin|toolkit-stack-name|proxy|ca-bundle-path|method|require-approval|outputs-file|parameters|tags))$/;

/**
 * The command of the CDK CLI that started this program (`deploy`, `ls`, `destroy`), found among its ancestors, since the
 * CLI tells an app everything but that. Undefined where the system does not show it.
 */
export async function cdkCommand(): Promise<string | undefined> {
  let id = process.ppid;
  for (let generation = 0; generation < generations && id > 1; generation++) {
    const ancestor = existsSync('/proc/self') ? fromProc(id) : await fromPs(id);
    const command = commandOf(ancestor.words);
    if (command !== undefined) return command;
    id = ancestor.parent;
  }
  return undefined;
}

interface Ancestor {
  readonly words: readonly string[];
  /** 0 when it can't be told. */
  readonly parent: number;
}

function fromProc(id: number): Ancestor {
  const parent = /^PPid:\s*(\d+)/m.exec(read(`/proc/${id}/status`))?.[1];
  return { words: read(`/proc/${id}/cmdline`).split('\0'), parent: Number(parent ?? 0) };
}

async function fromPs(id: number): Promise<Ancestor> {
  const finished = await runCommand({
    argv: ['ps', '-o', 'ppid=,args=', '-p', String(id)],
    environment: { PATH: '/bin:/usr/bin' },
  });
  const said = finished.kind === 'exited' ? finished.stdout.trim() : '';
  const [parent = '0', ...words] = said.split(/\s+/);
  return { words, parent: Number(parent) || 0 };
}

/** The command in the words of a CDK CLI's command line; undefined when they are of another program. */
export function commandOf(words: readonly string[]): string | undefined {
  const program = words.slice(0, 3).findIndex((word) => programs.test(basename(word)));
  if (program < 0) return undefined;
  const rest = words.slice(program + 1).filter((word) => word !== '');
  return rest.find((word, index) => !word.startsWith('-') && !takesWord.test(rest[index - 1] ?? ''));
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
