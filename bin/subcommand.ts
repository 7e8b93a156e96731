import type { Command } from 'commander';
import type { Machine } from './machine.js';

/**
 * One command of `cdk-compose`, a module of bin/commands. The module is imported only when its command is called, so
 * that `config` and `check` never pay for aws-cdk-lib.
 */
export interface Subcommand<Options extends object> {
  /** Adds arguments, options and examples. */
  readonly describe: (command: Command) => Command;
  /**
   * Resolves to the exit code: 0, or 1 for a mistake of the user's. Findings are rendered to stderr; a `ComposeError`
   * that is thrown is rendered by the caller, anything else thrown counts as a bug of ours.
   */
  readonly run: (options: Options, args: readonly string[], machine: Machine) => Promise<number>;
}

/** Types a command's module. */
export function subcommand<Options extends object>(definition: Subcommand<Options>): Subcommand<Options> {
  return definition;
}
