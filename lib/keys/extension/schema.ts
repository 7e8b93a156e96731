import type { ExtensionKey } from './extension-key.js';
import { extensionKeys } from './keys.js';
import type { JsonSchema } from './shape.js';

/** The schema of the Compose Specification, which takes every `x-…` key. */
const COMPOSE = 'https://raw.githubusercontent.com/compose-spec/compose-spec/main/schema/compose-spec.json';

interface Place {
  readonly keys: Map<string, ExtensionKey>;
  readonly below: Map<string, Place>;
}

/**
 * A JSON Schema for editors: a Compose file with our extension keys, each in its places. A key of that family which
 * does not exist is wrong everywhere but at the top level, where people keep fragments under names of their own.
 */
export function extensionSchema(): JsonSchema {
  const root: Place = { keys: new Map(), below: new Map() };
  for (const key of extensionKeys)
    for (const place of key.places) {
      let at = root;
      for (const step of place === '' ? [] : place.split('.')) {
        const next = at.below.get(step) ?? { keys: new Map(), below: new Map() };
        at.below.set(step, next);
        at = next;
      }
      at.keys.set(key.key, key);
    }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A Compose file with the extension keys of cdk-compose',
    allOf: [{ $ref: COMPOSE }, schemaOf(root, true)],
  };
}

function schemaOf({ keys, below }: Place, isTop: boolean): JsonSchema {
  const any = below.get('*');
  const named = [...below].filter(([step]) => step !== '*');
  // A list of mappings where the specification has one, a map of them elsewhere: each validates its own kind alone.
  const items =
    any === undefined ? {} : { additionalProperties: schemaOf(any, false), items: schemaOf(any, false) };
  return {
    ...items,
    properties: Object.fromEntries([
      ...[...keys.values()].map(({ key, describes, shape }) => [
        key,
        { description: describes, ...shape.schema },
      ]),
      ...named.map(([step, place]) => [step, schemaOf(place, false)]),
    ]),
    ...(isTop || any !== undefined
      ? {}
      : { patternProperties: { [`^x-aws-(?!(?:${[...keys.keys()].map(tail).join('|')})$)`]: false } }),
  };
}

function tail(key: string): string {
  return key.slice('x-aws-'.length);
}
