import { join } from 'node:path';
import { Command } from 'commander';
import { loadFromOptions } from '../../bin/load-from-options.js';
import { addComposeOptions, type ComposeOptions } from '../../bin/options.js';
import type { LoadedProject } from '../../lib/compose/project.js';
import type { CheckedWithSources } from '../../lib/diagnostics/diagnostic.js';
import { materialized, type CorpusCase } from './corpus-case.js';

/** Loads a case from the files of its copy, in the environment that the corpus states for it. */
export function loadCase(corpus: string, each: CorpusCase): CheckedWithSources<LoadedProject> {
  return loadFrom(join(materialized(corpus, each), each.cwd), each);
}

/** The same from another folder, and with more Compose files laid over it. */
export function loadFrom(
  directory: string,
  { args, env }: Pick<CorpusCase, 'args' | 'env'>,
): CheckedWithSources<LoadedProject> {
  const options = addComposeOptions(new Command()).parse(args, { from: 'user' }).opts<ComposeOptions>();
  const output = { write: () => undefined, colour: false };
  return loadFromOptions(options, {
    directory,
    environment: { HOME: '/home/oracle', PATH: '/usr/bin:/bin', ...env },
    stdout: output,
    stderr: output,
    readStdin: () => '',
    onInterrupt: () => () => undefined,
  });
}
