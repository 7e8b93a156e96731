/** Whether a name matches a shell pattern: `*`, `?`, `[a-z]`, `[^a]` and `\` before a character; a broken pattern matches nothing. */
export function matchesPattern(pattern: string, name: string): boolean {
  const parts = pattern.match(/\\.|\[\^?(?:\\.|[^\]\\])+\]|[^\\[]/gsu) ?? [];
  if (parts.join('') !== pattern) return false;
  const source = parts.map((part) => {
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('[')) return part;
    return escaped(part.startsWith('\\') ? part.slice(1) : part);
  });
  return new RegExp(`^${source.join('')}$`, 's').test(name);
}

function escaped(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
