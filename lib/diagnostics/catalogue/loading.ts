/** Findings of the loader about one value: what `docker compose config` refuses or warns about. */
import { row } from '../row.js';

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1] ?? ''}`;

const examples: Readonly<Record<string, string>> = {
  boolean: 'true or false',
  integer: 'a whole number, such as 3',
  float: 'a number, such as 0.5',
  float32: 'a number, such as 0.5',
  duration: 'a duration with its unit, such as 10s or 1m30s',
  'byte size': 'a size with its unit, such as 512m or 2g',
  port: 'a port mapping, such as "8080:80" or "127.0.0.1:8080:80/udp"',
  volume: 'source:target or source:target:ro',
  device: 'source, source:target or source:target:rwm',
  host: 'a host and its address, such as db=10.0.0.5',
  'file mode': 'octal digits, such as "0440"',
  'build context': 'name=context',
  'SSH key': 'default, or id=path',
  'device count': 'a number or all',
  'command line': 'the command as a list of words, such as ["echo", "it\'s"]',
  'IP address': 'an IPv4 or IPv6 address, such as 127.0.0.1',
};

export const loading = {
  'unknown-key': row<{ key: string; where: string; suggestion?: string }>({
    severity: 'error',
    summary: 'A key that the Compose Specification does not have.',
    message: ({ key, where }) => `unknown key '${key}' in ${where}`,
    fix: ({ suggestion, where }) =>
      suggestion !== undefined
        ? `did you mean '${suggestion}'?`
        : where === 'the top level'
          ? 'if it is a service, indent it below services:; else remove it, or prefix it with x-'
          : 'remove it, or prefix it with x-',
  }),
  'missing-key': row<{ key: string; where: string }>({
    severity: 'error',
    summary: 'A key that the Compose Specification requires is not there.',
    message: ({ key, where }) => `${where} lacks the key '${key}'`,
    fix: ({ key }) => `add ${key}`,
  }),
  'wrong-type': row<{ key: string; expected: readonly string[]; found: string; example?: string }>({
    severity: 'error',
    summary: 'A value has a form that its key does not take.',
    message: ({ key, expected, found }) =>
      `${key || 'the top level'} must be ${list(expected)}, not ${found}`,
    fix: ({ example }) => (example === undefined ? undefined : `write ${example}`),
  }),
  'invalid-name': row<{ name: string; where: string; pattern: string }>({
    severity: 'error',
    summary: 'A name has characters that Compose does not take there.',
    message: ({ name, where }) => `'${name}' in ${where} is no name that Compose takes`,
    fix: ({ pattern }) => `use a name that matches ${pattern}`,
  }),
  'not-allowed': row<{ key: string; found: string; allowed: readonly string[] }>({
    severity: 'error',
    summary: 'A value is none of the words that its key takes.',
    message: ({ key, found }) => `${key} does not take '${found}'`,
    fix: ({ allowed }) => `use ${list(allowed)}`,
  }),
  'pattern-not-matched': row<{ key: string; found: string; pattern: string }>({
    severity: 'error',
    summary: 'A text does not look as its key wants it.',
    message: ({ key, found }) => `${key} does not take '${found}'`,
    fix: ({ pattern }) => `use a text that matches ${pattern}`,
  }),
  'out-of-range': row<{
    key: string;
    found: string;
    minimum: number | undefined;
    maximum: number | undefined;
  }>({
    severity: 'error',
    summary: 'A number is below or above what its key takes.',
    message: ({ key, found }) => `${key} is ${found}, which is out of range`,
    fix: ({ minimum, maximum }) =>
      [
        ...(minimum === undefined ? [] : [`use ${minimum} or more`]),
        ...(maximum === undefined ? [] : [`use ${maximum} or less`]),
      ].join('; '),
  }),
  'not-a-finite-number': row<{ key: string }>({
    severity: 'error',
    summary: 'Compose takes no infinite number and no NaN anywhere.',
    message: ({ key }) => `${key} is no finite number`,
    fix: () => 'quote it, if it is a text',
  }),
  'equal-items': row<{ key: string; first: number; second: number }>({
    severity: 'error',
    summary: 'Two items of a list are equal where Compose wants each once.',
    message: ({ key, first, second }) => `items ${first} and ${second} of ${key} are equal`,
    fix: () => 'remove one of them',
  }),
  'invalid-value': row<{ key: string; what: string; problem: string }>({
    severity: 'error',
    summary: 'A text does not follow the grammar of its key (a duration, a byte size, a port, …).',
    message: ({ key, problem }) => `${key}: ${problem}`,
    fix: ({ what }) => {
      const example = Object.hasOwn(examples, what) ? examples[what] : undefined;
      return example === undefined ? undefined : `write ${example}`;
    },
  }),
  'variable-with-trailing-space': row<{ key: string; name: string }>({
    severity: 'error',
    summary: 'The name of an environment variable ends in a space.',
    message: ({ name }) => `the environment variable '${name}' is declared with a trailing space`,
    fix: () => 'write NAME=value without a space before the =',
  }),
  'exclusive-keys': row<{ keys: readonly string[]; where: string }>({
    severity: 'error',
    summary: 'Keys that exclude each other stand together.',
    message: ({ keys, where }) => `${where} has ${keys.join(' and ')}, which exclude each other`,
    fix: ({ keys }) => `keep only one of ${keys.join(', ')}`,
  }),
  'no-source': row<{ where: string; sources: readonly string[] }>({
    severity: 'error',
    summary: 'A secret or config does not say where its content comes from.',
    message: ({ where }) => `${where} says nothing about its content`,
    fix: ({ sources }) => `add ${list(sources)}, or external: true`,
  }),
  blank: row<{ key: string }>({
    severity: 'error',
    summary: 'A value is blank that must not be.',
    message: ({ key }) => `${key} is blank`,
  }),
  'external-name-deprecated': row<{ resource: string }>({
    severity: 'warning',
    summary: 'The old form `external: {name: x}` is used.',
    message: ({ resource }) => `external.name of ${resource} is deprecated`,
    fix: () => 'write name and external: true side by side',
  }),
  'external-name-conflict': row<{ resource: string }>({
    severity: 'error',
    summary: 'A resource has a name and another one under `external`.',
    message: ({ resource }) => `name and external.name of ${resource} differ`,
    fix: () => 'keep only name',
  }),
};
