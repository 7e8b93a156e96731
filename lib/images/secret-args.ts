/** Names that nearly always hold a credential; `PUBLIC` in a name says that it doesn't. */
const secretName =
  /(?:^|_)(?:PASS|PASSWD|PASSWORD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|AUTH_?KEY|LICENSE_?KEY|SECRET_?KEY|NPMRC|KUBECONFIG)$/i;

/** A URL with a password in it. */
const passwordInUrl = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i;

/** Build arguments that would put a secret into the image, its cache and its attestations, sorted. */
export function secretArgs(args: Readonly<Record<string, string | null>>): readonly string[] {
  return Object.entries(args)
    .filter(([name, value]) => value !== null && value !== '' && isSecret(name, value))
    .map(([name]) => name)
    .toSorted();
}

function isSecret(name: string, value: string): boolean {
  if (passwordInUrl.test(value)) return true;
  return secretName.test(name) && !/(?:^|_)PUBLIC(?:_|$)/i.test(name);
}
