/** Findings about files as layers: reading, interpolating, including, extending and merging them. */
import { row } from '../row.js';

export const layering = {
  'yaml-syntax': row<{ problem: string; fix?: string }>({
    severity: 'error',
    summary: 'A Compose file is no valid YAML.',
    message: ({ problem }) => `invalid YAML: ${problem}`,
    fix: ({ fix }) => fix,
  }),
  'unknown-anchor': row<{ anchor: string }>({
    severity: 'error',
    summary: 'An alias names an anchor that is not defined above it.',
    message: ({ anchor }) => `no anchor &${anchor} stands above this alias`,
    fix: ({ anchor }) => `define &${anchor} above it, in the same file`,
  }),
  'alias-cycle': row<{ anchor: string }>({
    severity: 'error',
    summary: 'An alias stands inside of the value that it stands for.',
    message: ({ anchor }) => `*${anchor} stands inside of what it stands for`,
    fix: () => 'write the value out here',
  }),
  'too-many-nodes': row<{ limit: number }>({
    severity: 'error',
    summary: 'A file has, or its aliases make, more values than Compose takes.',
    message: ({ limit }) =>
      `the document has more than ${limit} values, or its aliases stand for far too many`,
    fix: () => 'split the file, or use fewer nested aliases',
  }),
  'nested-too-deep': row({
    severity: 'error',
    summary: 'Values are nested deeper than any Compose file needs.',
    message: () => 'values are nested too deep',
  }),
  'not-a-mapping': row({
    severity: 'error',
    summary: 'A YAML document of a Compose file is empty or no mapping.',
    message: () => 'the top level of a Compose file must be a mapping',
    fix: () => "start with a key such as services:, and remove a '---' that nothing follows",
  }),
  'duplicate-key': row<{ key: string }>({
    severity: 'error',
    summary: 'A mapping has a key twice.',
    message: ({ key }) => `the key '${key}' is defined twice`,
    fix: () => 'remove one of the two',
  }),
  'non-string-key': row<{ key: string; where: string }>({
    severity: 'error',
    summary: 'A key is a number, a boolean or empty, where Compose wants text.',
    message: ({ key, where }) => `the key ${key} in ${where || 'the top level'} is no text`,
    fix: () => 'quote it',
  }),
  'invalid-merge-key': row({
    severity: 'error',
    summary: 'The value of a merge key `<<` is neither a mapping nor a list of mappings.',
    message: () => '<< takes a mapping or a list of mappings',
  }),
  'cannot-override': row<{ key: string; found: string; base: string }>({
    severity: 'error',
    summary: 'A later file gives a key another shape than an earlier one, so the two cannot be merged.',
    message: ({ key, found, base }) => `${key} is ${found} here but ${base} in an earlier file`,
    fix: () => 'write it in the same form, or replace the earlier one with !override',
  }),
  'invalid-interpolation': row<{ key: string; problem: string }>({
    severity: 'error',
    summary: 'A text has a variable that does not follow the interpolation grammar.',
    message: ({ key, problem }) => `${key}: ${problem}`,
    fix: () => 'write ${NAME}, or $$ for a dollar sign',
  }),
  'required-variable-missing': row<{ variable: string; problem: string }>({
    severity: 'error',
    summary: 'A variable that the file requires with `:?` or `?` is not set.',
    message: ({ variable, problem }) =>
      `the required variable ${variable} is missing a value${problem === '' ? '' : `: ${problem}`}`,
    fix: ({ variable }) => `set ${variable} in the environment or in an env file`,
  }),
  'deprecated-boolean': row<{ key: string; found: string }>({
    severity: 'warning',
    summary: 'A boolean is written as `yes`, `no`, `on` or `off`.',
    message: ({ key, found }) => `${key}: '${found}' is no boolean of YAML 1.2`,
    fix: () => 'write true or false',
  }),
  'obsolete-version': row({
    severity: 'warning',
    summary: 'The top-level key `version` means nothing any more.',
    message: () => 'the key version is obsolete and ignored',
    fix: () => 'remove it',
  }),
  'include-cycle': row<{ chain: readonly string[] }>({
    severity: 'error',
    summary: 'A file includes itself, directly or through others.',
    message: ({ chain }) => `include cycle: ${chain.join(' includes ')}`,
  }),
  'too-many-includes': row<{ limit: number }>({
    severity: 'error',
    summary: 'More files are included, directly and through others, than any project needs.',
    message: ({ limit }) => `more than ${limit} files are included`,
    fix: () => 'look for files that include the same file again and again',
  }),
  'extends-cycle': row<{ chain: readonly string[] }>({
    severity: 'error',
    summary: 'A service extends itself, directly or through others.',
    message: ({ chain }) => `circular extends: ${chain.join(' extends ')}`,
  }),
  'extended-service-not-found': row<{ name: string; service: string; file: string; suggestion?: string }>({
    severity: 'error',
    summary: 'A service extends one that its file does not have.',
    message: ({ name, service, file }) => `service '${name}' extends '${service}', which is not in ${file}`,
    fix: ({ suggestion }) => (suggestion === undefined ? undefined : `did you mean '${suggestion}'?`),
  }),
  'no-services-to-extend': row<{ file: string }>({
    severity: 'error',
    summary: 'A file that a service extends has no services.',
    message: ({ file }) => `${file} has no services to extend`,
  }),
  'empty-compose-file': row({
    severity: 'error',
    summary: 'The Compose files define nothing at all.',
    message: () => 'the Compose files are empty',
    fix: () => 'define at least one service under services:',
  }),
  'unknown-env-file-format': row<{ format: string }>({
    severity: 'error',
    summary: 'An `env_file` names a format that Compose does not know.',
    message: ({ format }) => `'${format}' is no format of env files`,
    fix: () => 'remove it, or write raw',
  }),
};
