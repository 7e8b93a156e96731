import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Planning } from './planning.js';

const SECRET_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|PASS|PWD|PASSPHRASE|SECRETS?|TOKENS?|API_?KEY|PRIVATE_?KEY|SECRET_?KEY|ACCESS_?KEY|ENCRYPTION_?KEY|SIGNING_?KEY|MASTER_?KEY|CREDENTIALS?)(?:_(?:BASE|SALT|\d+))?$|(?:PASSWORD|SECRET|APIKEY)$/i;

/** `postgres://user:password@host` */
const PASSWORD_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i;

/** Whether a variable's value should not be read by everyone who may read a task definition. */
export function looksSecret(name: string, value: string | null): boolean {
  if (value === null || value === '' || /^(?:true|false|yes|no|none|\d{1,3})$/i.test(value)) return false;
  if (PASSWORD_IN_URL.test(value)) return true;
  // A path names a secret, it is none; so is the variable that says where to find one.
  return SECRET_NAME.test(name) && !value.startsWith('/');
}

/** A warning per service whose plain environment holds what looks like a secret. */
export function secretValues(planning: Planning, service: string): readonly Diagnostic[] {
  const environment = planning.project.services[service]?.environment ?? {};
  const names = Object.keys(environment).filter((name) => looksSecret(name, environment[name] ?? null));
  // Not at the variable itself: a report shows that line, and with it the value.
  return names.length === 0
    ? []
    : [planning.finding('secret-in-environment', { service, names }, ['services', service, 'environment'])];
}
