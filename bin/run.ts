/** The command line of `cdk-compose`, from the words typed to the exit code; no word typed ends in a stack trace. */
import { Command, CommanderError } from 'commander';
import { ComposeError } from '../lib/diagnostics/compose-error.js';
import { diagnose, type Diagnostic } from '../lib/diagnostics/diagnostic.js';
import { renderReport } from '../lib/diagnostics/report.js';
import { splitCommandLine } from './command-line.js';
import { commands } from './commands.js';
import type { Machine } from './machine.js';
import { nearest } from '../lib/diagnostics/nearest.js';
import { addComposeOptions } from './options.js';
import { version } from './version.js';

/** What the exit code says, after sysexits.h where it has a word for it. */
export const exitCodes = { done: 0, mistake: 1, wrongCommandLine: 2, bug: 70 } as const;

/** Runs one command line, `argv` without node and script. Never rejects. */
export async function run(argv: readonly string[], machine: Machine): Promise<number> {
  try {
    const { command, rest } = splitCommandLine(argv, addComposeOptions(new Command()).options);
    if (command === undefined || command === 'help') return await help(rest, machine);
    const row = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (row === undefined) {
      const suggestion = nearest(command, Object.keys(commands));
      return refuse(
        diagnose('unknown-command', { command, ...(suggestion === undefined ? {} : { suggestion }) }),
        machine,
      );
    }
    const loaded = await row.load();
    const named = quiet(new Command(`cdk-compose ${command}`), machine).description(sentence(row.summary));
    const parser = addComposeOptions(loaded.describe(named).optionsGroup('Options of docker compose:'));
    parser.parse(rest, { from: 'user' });
    return await loaded.run(parser.opts<never>(), parser.args, machine);
  } catch (thrown) {
    return explain(thrown, argv, machine);
  }
}

async function help(rest: readonly string[], machine: Machine): Promise<number> {
  const program = quiet(new Command('cdk-compose'), machine)
    .usage('<command> [options]')
    .description('Deploys a Docker Compose application to Amazon ECS with the AWS CDK.')
    .version(version(), '--version', 'print the version')
    .helpCommand(false)
    .optionsGroup('Options of docker compose, before or after the command:')
    .addHelpText('after', '\ncdk-compose <command> --help lists the command’s own options.');
  addComposeOptions(program);
  for (const [name, { summary }] of Object.entries(commands)) program.command(name).description(summary);
  const [topic] = rest.filter((word) => !word.startsWith('-'));
  if (topic !== undefined) return run([topic, '--help'], machine);
  if (rest.length > 0) program.parse(rest, { from: 'user' });
  program.outputHelp();
  return exitCodes.done;
}

/** Commander throws instead of exiting, and prints nothing by itself but help and version. */
function quiet(command: Command, machine: Machine): Command {
  return command
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => machine.stdout.write(text),
      writeErr: () => undefined,
      getOutHasColors: () => machine.stdout.colour,
      getOutHelpWidth: () => machine.stdout.columns ?? 100,
    });
}

function refuse(diagnostic: Diagnostic, machine: Machine): number {
  machine.stderr.write(renderReport([diagnostic], new Map(), { colour: machine.stderr.colour }));
  return exitCodes.wrongCommandLine;
}

function explain(thrown: unknown, argv: readonly string[], machine: Machine): number {
  if (ComposeError.isComposeError(thrown)) {
    machine.stderr.write(renderReport(thrown.diagnostics, thrown.sources, { colour: machine.stderr.colour }));
    return exitCodes.mistake;
  }
  if (thrown instanceof CommanderError) {
    if (thrown.exitCode === 0) return exitCodes.done;
    const [message = '', hint = ''] = thrown.message.replace(/^error: /, '').split('\n');
    const suggestion = /Did you mean (?:one of )?(.*)\?/.exec(hint)?.[1];
    const command = `cdk-compose ${argv.find((word) => Object.hasOwn(commands, word)) ?? ''}`.trimEnd();
    return refuse(
      diagnose('wrong-command-line', {
        message,
        command,
        ...(suggestion === undefined ? {} : { suggestion }),
      }),
      machine,
    );
  }
  machine.stderr.write(apology(thrown, argv));
  return exitCodes.bug;
}

function apology(thrown: unknown, argv: readonly string[]): string {
  const where = thrown instanceof Error ? /\n\s+at (.*)/.exec(thrown.stack ?? '')?.[1] : undefined;
  return [
    'Sorry: cdk-compose has a bug. Your Compose file may be fine.',
    'Please report these lines, and the Compose file if you may show it:',
    `  cdk-compose ${version()}, Node.js ${process.version}, ${process.platform}`,
    `  cdk-compose ${argv.join(' ')}`,
    `  ${thrown instanceof Error ? `${thrown.name}: ${thrown.message.split('\n')[0]}` : String(thrown)}`,
    ...(where === undefined ? [] : [`  ${where}`]),
    '',
  ].join('\n');
}

function sentence(summary: string): string {
  return `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
}
