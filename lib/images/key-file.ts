import { posix } from 'node:path';
import { isKeyName } from '../compose/bind-names.js';
import { holdsPrivateKey } from './private-key.js';

/** A token or a password that stands in a `.npmrc` itself (npm, "npmrc"); `${NPM_TOKEN}` stands for one that does not. */
const NPM_TOKEN = /^[ \t]*(?:\/\/[^\s=]+:)?_(?:authToken|auth|password)[ \t]*=[ \t]*["']?(?!\$\{)[^\s"']/m;

/** Programs and texts about them: keys in them are quoted by tests and documentation. */
const SOURCE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|php|py|rb|go|rs|java|kt|scala|groovy|cs|fs|c|cc|cpp|h|hpp|swift|exs?|erl|clj|pl|lua|sh|jade|pug|html?|md|mdx|rst|adoc|sql)$/i;

/** Whether a file of a folder is one of keys or passwords: by its name, or else by what it begins with. */
export function isKeyFile(path: string, beginning: () => string): boolean {
  if (posix.basename(path) === '.npmrc') return NPM_TOKEN.test(beginning());
  return isKeyName(path) || (!SOURCE.test(path) && holdsPrivateKey(beginning()));
}
