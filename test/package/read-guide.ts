/** What a guide has its reader type: the blocks below `<!-- type: … -->`. */
export interface Guide {
  /** Texts of files, by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Lines of the shell, those that continue joined. */
  readonly commands: readonly string[];
}

/** Reads a guide's Markdown. */
export function readGuide(markdown: string): Guide {
  const blocks = Array.from(
    markdown.matchAll(/<!-- type: (\S+) -->\n+```\w+\n([^]*?)```/g),
    ([, name = '', text = '']) => [name, text] as const,
  );
  return {
    files: Object.fromEntries(blocks.filter(([name]) => name !== 'commands')),
    commands: blocks
      .filter(([name]) => name === 'commands')
      .flatMap(([, text]) => text.replaceAll(/\\\n\s*/g, '').split('\n'))
      .filter((line) => line !== ''),
  };
}
