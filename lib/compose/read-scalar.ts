import type { Scalar as YamlScalar } from 'yaml';
import { parsed } from '../syntax/grammars/parsed.js';
import type { Parsed } from '../syntax/grammars/parsed.js';
import { resolvePlainScalar, resolveTaggedScalar } from '../syntax/grammars/plain-scalar.js';
import type { Scalar } from '../syntax/scalar.js';

const CORE = 'tag:yaml.org,2002:';

/** The value of a YAML scalar: its tag says what it is, else its style and, of a plain one, its text. */
export function readScalar(yaml: YamlScalar): Parsed<Scalar> {
  const text = typeof yaml.value === 'string' ? yaml.value : (yaml.source ?? '');
  if (yaml.tag?.startsWith(CORE) === true)
    return resolveTaggedScalar(`!!${yaml.tag.slice(CORE.length)}`, text);
  // A tag that YAML does not know (`!`, `!override`, `!anything`) makes text of what it stands on.
  if (yaml.tag !== undefined || yaml.type !== 'PLAIN') return parsed(text);
  return parsed(resolvePlainScalar(text));
}

/** Whether the scalar is text, as the keys of a Compose file must be. */
export function isText(yaml: YamlScalar): boolean {
  const value = readScalar(yaml);
  return value.ok && typeof value.value === 'string';
}
