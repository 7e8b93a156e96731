// Wider than the planner's rule for what is a secret: a masked value costs a glance into the file, a shown one stays in a
// log. `secrets:` itself is a key of Compose.
const named =
  /(?<![\w.-])(?!secrets?["']?\s*:)([\w.-]*(?:pass(?:word|wd|phrase)?|pwd|secret|token|credential|(?:api|private|access|secret|encryption|signing|master)[_-]?key)[\w.-]*["']?\s*[:=]\s*)(?=\S)/i;
const inUrl = /([a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:)[^\s/@]+(?=@)/gi;

/**
 * A line of a Compose file as a report may show it: without what follows a name that sounds like a secret's, and
 * without passwords in URLs. Reports end up in the logs of pipelines.
 */
export function maskSecrets(line: string): string {
  const match = named.exec(line);
  const shown = match === null ? line : `${line.slice(0, match.index + match[0].length)}…`;
  return shown.replace(inUrl, '$1…');
}
