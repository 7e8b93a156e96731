import type { Service } from './project.js';

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

/** The variables of a service whose values look secret, from `environment` and from its env files; sorted. */
export function secretVariables({ environment = {} }: Pick<Service, 'environment'>): readonly string[] {
  return Object.keys(environment)
    .filter((name) => looksSecret(name, environment[name] ?? null))
    .toSorted();
}
