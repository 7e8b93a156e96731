/** Searches texts for secrets, however they are spelled: an encoded secret is no less a secret. */

export interface Leak {
  /** Where it was found: a file's name, `plan`, `stderr`. */
  readonly where: string;
  readonly secret: string;
  readonly spelling: string;
}

/** Every secret that stands in one of the texts, by their names. */
export function leaksIn(texts: ReadonlyMap<string, string>, secrets: readonly string[]): readonly Leak[] {
  return secrets.flatMap((secret) =>
    [...spellings(secret)].flatMap(([spelling, spelled]) =>
      [...texts].flatMap(([where, text]) => (text.includes(spelled) ? [{ where, secret, spelling }] : [])),
    ),
  );
}

function spellings(secret: string): ReadonlyMap<string, string> {
  const bytes = Buffer.from(secret);
  const hex = bytes.toString('hex');
  return new Map([
    ['as it is', secret],
    ['hex', hex],
    ['upper-case hex', hex.toUpperCase()],
    ['URL-encoded', encodeURIComponent(secret)],
    ['JSON', JSON.stringify(secret).slice(1, -1)],
    ['JSON in JSON', JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)],
    ['reversed', [...secret].toReversed().join('')],
    // Inside a longer text the secret starts at any of three places of a group of base64.
    ...[0, 1, 2].flatMap((before): [string, string][] => {
      const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
      const middle = whole.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
      const url = middle.replaceAll('+', '-').replaceAll('/', '_');
      return [
        [`base64 at ${before}`, middle],
        [`base64url at ${before}`, url],
      ];
    }),
  ]);
}
