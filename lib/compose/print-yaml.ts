import { arrange } from './arrange.js';
import { projectShape } from './project-shape.js';
import { yamlText } from './yaml-text.js';

/** The project as `docker compose config` prints it in YAML, dollar signs doubled so that it can be loaded again. */
export function printYaml(project: object): string {
  return yamlText(arrange(project, projectShape, 'yaml')).replaceAll('$', '$$$$');
}

/** Plain data as YAML, maps in the order of their keys. */
export function plainYaml(value: unknown): string {
  return yamlText(arrange(value, { kind: 'plain' }, 'yaml'));
}
