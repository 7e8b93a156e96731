/** Findings about a project as a whole: where its files are, its name, its variables. */
import { row } from '../row.js';

export const project = {
  'several-compose-files': row<{ files: readonly string[]; used: string }>({
    severity: 'warning',
    summary: 'A folder holds several files under names that Compose looks for.',
    message: ({ files, used }) => `found ${files.join(', ')}; using ${used}`,
    fix: () => 'remove the others, or name the files with -f',
  }),
  'file-not-found': row<{ path: string; what: string }>({
    severity: 'error',
    summary: 'A file that was named does not exist.',
    message: ({ path, what }) => `${what} ${path} does not exist`,
    fix: () => 'correct its name, or create it',
  }),
  'remote-resource': row<{ path: string; what: string }>({
    severity: 'error',
    summary: 'A Compose file lies in a Git repository or registry, which loading does not reach.',
    message: ({ path, what }) => `${what} ${path} is not on this machine, and is not fetched`,
    fix: () => 'fetch it first, with git clone or docker compose config, and name the file',
  }),
  'env-file-not-found': row<{ path: string; what?: 'env file' | 'label file' }>({
    severity: 'error',
    summary: 'A file of environment variables or labels that was named does not exist.',
    message: ({ path, what = 'env file' }) => `the ${what} ${path} does not exist`,
    fix: ({ what }) =>
      what === 'env file'
        ? 'correct its name, create it, or say required: false'
        : 'correct its name, or create it',
  }),
  'input-unreadable': row<{ path: string; what: string; problem: string }>({
    severity: 'error',
    summary: 'A file cannot be read: it is a folder, or access is denied.',
    message: ({ path, what, problem }) => `${what} ${path} cannot be read: ${problem}`,
  }),
  'invalid-env-file': row<{ path: string; problem: string }>({
    severity: 'error',
    summary: 'A file of environment variables does not follow their grammar.',
    message: ({ path, problem }) => `${path}, ${problem}`,
    fix: () => 'write NAME=value, one to a line',
  }),
  'invalid-project-name': row<{ name: string; where: string }>({
    severity: 'error',
    summary: 'A project name has characters that Compose does not take.',
    message: ({ name, where }) => `'${name}' from ${where} is no project name`,
    fix: () => 'use lower-case letters, digits, - and _, and start with a letter or digit',
  }),
  'no-project-name': row<{ directory: string }>({
    severity: 'error',
    summary: 'Neither the Compose files, the command line nor the folder give the project a name.',
    message: ({ directory }) => `the project has no name, and none can be made from its folder ${directory}`,
    fix: () => 'add name: to the Compose file, or use -p',
  }),
  'invalid-setting': row<{ variable: string; found: string; expected: string }>({
    severity: 'error',
    summary: 'An environment variable that steers Compose has a value that it does not take.',
    message: ({ variable, found, expected }) => `${variable} must be ${expected}, not '${found}'`,
  }),
  'services-not-selected': row<{ flag: string }>({
    severity: 'warning',
    summary: 'Services are named together with a flag that shows the whole project.',
    message: ({ flag }) => `with ${flag} the whole project is shown, whatever services are named`,
    fix: ({ flag }) => `leave out the names, or ${flag}`,
  }),
  'symlinked-project': row<{ name: string; directory: string }>({
    severity: 'warning',
    summary: 'The project is named after a symbolic link, so another path to it would give another name.',
    message: ({ name, directory }) => `the project is named '${name}' after the symbolic link ${directory}`,
    fix: () => 'add name: to the Compose file',
  }),
  'unset-variable': row<{ variable: string }>({
    severity: 'warning',
    summary: 'A variable without a value and without a default; an empty text stands for it.',
    message: ({ variable }) => `the variable ${variable} is not set; an empty text stands for it`,
    fix: ({ variable }) => `set it, or give it a default: \${${variable}:-…}`,
  }),
};
