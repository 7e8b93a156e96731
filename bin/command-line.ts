import type { Option } from 'commander';

/** A command line taken apart. */
export interface CommandLine {
  /** The first word that is no flag and no flag's value; undefined when there is none. */
  readonly command: string | undefined;
  /** What the command gets: the flags before its name, then everything after it. */
  readonly rest: readonly string[];
}

/**
 * Takes a command line apart so that Compose's own flags may stand before the command's name, as they do in
 * `docker compose -f a.yaml config`, and after it: `-f a config -f b` is `config -f a -f b`.
 */
export function splitCommandLine(argv: readonly string[], options: readonly Option[]): CommandLine {
  const takesValue = new Set(
    options
      .filter((option) => option.required)
      .flatMap(({ short, long }) => [short, long].filter((flag) => flag !== undefined)),
  );
  for (let index = 0; index < argv.length; index++) {
    const word = argv[index] ?? '';
    if (takesValue.has(word)) index++;
    else if (!word.startsWith('-') || word === '-') {
      return { command: word, rest: [...argv.slice(0, index), ...argv.slice(index + 1)] };
    }
  }
  return { command: undefined, rest: argv };
}
