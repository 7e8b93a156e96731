import type { Command } from '../lib/images/process.js';

/**
 * A command line for the system's shell, as the CDK CLI runs an app. `cmd` reads a command line by rules of its own: with
 * `/s` it takes the first and the last quote away and leaves all between them as it is (Node.js, "child_process": it is
 * what `shell` does), so that no argument may be quoted as a program's.
 */
export function shellCommand(line: string, platform: NodeJS.Platform): Pick<Command, 'argv' | 'isVerbatim'> {
  return platform === 'win32'
    ? { argv: ['cmd.exe', '/d', '/s', '/c', `"${line}"`], isVerbatim: true }
    : { argv: ['/bin/sh', '-c', line] };
}
