/** Findings about how the program was called: the command line, the CDK context, the machine. */
import { row } from '../row.js';

export const usage = {
  'directory-not-absolute': row<{ directory: string }>({
    severity: 'error',
    summary: 'An app names the folder to start from by a path that depends on where it is called.',
    message: ({ directory }) => `the directory '${directory}' is no absolute path`,
    fix: () => "start from the folder of the app's own file, which is absolute",
  }),
  'no-compose-file': row<{ directory: string }>({
    severity: 'error',
    summary: 'No Compose file was found.',
    message: ({ directory }) => `no Compose file in ${directory} or any folder above it`,
    fix: () => 'name one with -f, or go to the folder of compose.yaml',
  }),
  'unknown-command': row<{ command: string; suggestion?: string }>({
    severity: 'error',
    summary: 'The program has no command of this name.',
    message: ({ command }) => `unknown command '${command}'`,
    fix: ({ suggestion }) =>
      suggestion === undefined ? 'cdk-compose --help lists the commands' : `did you mean '${suggestion}'?`,
  }),
  'wrong-command-line': row<{ message: string; command: string; suggestion?: string }>({
    severity: 'error',
    summary: 'An option or argument that the command does not take.',
    message: ({ message }) => message,
    fix: ({ command, suggestion }) =>
      suggestion === undefined ? `${command} --help lists what it takes` : `did you mean ${suggestion}?`,
  }),
  'cannot-write': row<{ file: string; reason: string }>({
    severity: 'error',
    summary: 'A result could not be written.',
    message: ({ file, reason }) => `cannot write ${file}: ${reason}`,
    fix: () => 'name a folder that you may write to',
  }),
};
