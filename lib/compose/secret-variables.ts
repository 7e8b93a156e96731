import type { Project } from './project.js';

/** The last words of a name; `KEY` alone names a row or a button as often. */
const SECRET_WORDS = [
  'PASSWORD|PASSWD|PASS|DBPASS|PWD|PW|PASSPHRASE|PASSWORD_HASH',
  'SECRETS?|TOKENS?|ROOT_TOKEN_ID|CREDENTIALS?|SALT|ERLANG_COOKIE|REDIS(?:CLI)?_AUTH',
  '(?:API|PRIVATE|SECRET|ACCESS|SIGNING|MASTER|APP|JWT|VAULT|PRESHARED)_?KEYS?|ENCRYPTION_?(?:[A-Z]+_)*KEY',
].join('|');
const SECRET_NAME = new RegExp(
  `(?:^|_)(?:${SECRET_WORDS})(?:_(?:BASE|SALT|\\d+))?$|(?:PASSWORD|SECRET|APIKEY)$`,
  'i',
);

/** `postgres://user:password@host` */
const PASSWORD_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^\s/:@]*:[^\s/@]+@/i;

/** Whether a variable's value should not be read by everyone who may read a task definition. */
export function looksSecret(name: string, value: string | null): boolean {
  if (value === null || value === '' || /^(?:true|false|yes|no|none|\d{1,3})$/i.test(value)) return false;
  if (PASSWORD_IN_URL.test(value)) return true;
  // A path names a secret, it is none; so is the variable that says where to find one.
  return SECRET_NAME.test(name) && !value.startsWith('/');
}

/** Short values and plain words are in too many places for that to tell anything. */
function isTelling(value: string): boolean {
  return value.length >= 8 && !/^[a-z]+$/i.test(value);
}

/** The variables of a project whose values should not be read by everyone. */
export interface SecretVariables {
  /**
   * Those of a service, from `environment` and from its env files, sorted: those that look secret, and those that hold
   * what is secret elsewhere in the project.
   */
  readonly of: (service: string) => readonly string[];
  /** Those whose values stand in a text as well, sorted. */
  readonly within: (text: string) => readonly string[];
}

/** Looks through the environment of every service, once. */
export function secretVariables({ services }: Pick<Project, 'services'>): SecretVariables {
  const telling = tellingValues(services);
  return {
    of: (service) =>
      Object.entries(services[service]?.environment ?? {})
        .flatMap(([name, value]) =>
          value !== null && (looksSecret(name, value) || telling.some(([secret]) => value.includes(secret)))
            ? [name]
            : [],
        )
        .toSorted(),
    within: (text) => {
      const names = telling.flatMap(([secret, name]) => (text.includes(secret) ? [name] : []));
      return [...new Set(names)].toSorted();
    },
  };
}

/** Values of variables that look secret, of all services, by which they are found again elsewhere. */
function tellingValues(services: Project['services']): readonly (readonly [string, string])[] {
  const found = Object.values(services).flatMap(({ environment = {} }) =>
    Object.entries(environment).flatMap(([name, value]): [string, string][] =>
      value !== null && looksSecret(name, value) && isTelling(value) ? [[value, name]] : [],
    ),
  );
  return [...new Map(found)];
}
