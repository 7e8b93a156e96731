const colours = { red: 31, green: 32, yellow: 33, dim: 2 } as const;

/** Colours text on a terminal that shows colours. */
export type Paint = (colour: keyof typeof colours, text: string) => string;

/** Paints where colours are shown, and leaves text as it is elsewhere. */
export function painter(isShown: boolean | undefined): Paint {
  return (colour, text) =>
    isShown === true && text !== '' ? `\u001b[${colours[colour]}m${text}\u001b[0m` : text;
}

/** Text cut to so many columns of a terminal, without what would move its cursor. */
export function fit(text: string, columns: number): string {
  const characters = [...plain(text)];
  if (widthOf(characters) <= columns) return characters.join('');
  while (characters.length > 0 && widthOf(characters) > columns - 1) characters.pop();
  return columns < 1 ? '' : `${characters.join('')}…`;
}

/** Text on one line, without control characters. */
export function plain(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ');
}

// East Asian characters and pictures take two columns; those that may, count as if they did.
function widthOf(characters: readonly string[]): number {
  return characters.reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) >= 0x1100 ? 2 : 1), 0);
}
