import { byCodePoint } from '../syntax/grammars/code-point-order.js';
import { arrange } from './arrange.js';
import { compactJson, jsonText } from './json-text.js';
import { projectShape } from './project-shape.js';
import { serviceShape } from './service-shape.js';

/**
 * The project as `docker compose config --format json` prints it, dollar signs doubled so that it can be loaded again.
 * It lacks the `models` of the top level and all `x-` keys but those of the top level, as the original does.
 */
export function printJson(project: object): string {
  const entries = Object.entries({ name: '', services: {}, ...project })
    .filter(([key, value]) => key !== 'models' && value !== undefined)
    .toSorted(([a], [b]) => byCodePoint(a, b));
  const top = entries.map(([key, value]) => {
    return [key, arrange(value, projectShape.fields.get(key) ?? { kind: 'plain' }, 'json')] as const;
  });
  return jsonText(new Map(top)).replaceAll('$', '$$$$');
}

/** Plain data as JSON in the same layout, maps in the order of their keys. */
export function plainJson(value: unknown): string {
  return jsonText(arrange(value, { kind: 'plain' }, 'json'));
}

/** One service in the JSON that Compose takes its configuration hash from: no white space, single dollar signs. */
export function serviceJson(service: object): string {
  return compactJson(arrange(service, serviceShape, 'json'));
}
