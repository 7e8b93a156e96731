const BEGINNING = String.raw`-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----`;

/** In a file of keys, the line holds nothing else; in JSON, line breaks are escaped and the key follows. */
const PRIVATE_KEY = new RegExp(
  String.raw`^[ \t]*${BEGINNING}[ \t]*\r?$|${BEGINNING}(?:\\r)?\\n[A-Za-z0-9+/]{16}`,
  'm',
);

/**
 * Whether a text is, or holds, a private key (RFC 7468, "Textual Encoding of PKCS #8"). Source code that quotes one, as
 * tests and documentation do, is no file of keys.
 */
export function holdsPrivateKey(text: string): boolean {
  return PRIVATE_KEY.test(text);
}
