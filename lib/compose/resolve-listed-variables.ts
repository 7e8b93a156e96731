import { entryOf, mapNode, scalarNode, textOf, withEntry } from '../syntax/node.js';
import type { MapNode, Node } from '../syntax/node.js';
import type { Environment } from './env-files.js';

/**
 * Gives `environment: [NAME]` and a config's `environment: NAME` their values from the environment of the files that
 * write them; an included file may have one of its own. A secret's value never enters the project.
 */
export function resolveListedVariables(project: MapNode, environment: Environment): MapNode {
  const services = mapEntries(project, 'services', (service) => withVariables(service, environment));
  return mapEntries(services, 'configs', (config) => withContent(config, environment));
}

function withVariables(service: Node, environment: Environment): Node {
  const list = entryOf(service, 'environment');
  if (service.kind !== 'map' || list?.kind !== 'list') return service;
  const items = list.list
    .filter((item) => textOf(item) !== undefined)
    .map((item) => {
      const name = textOf(item) ?? '';
      const value = environment.get(name);
      return value === undefined ? item : { ...scalarNode(`${name}=${value}`, item), variables: [name] };
    });
  return withEntry(service, 'environment', { ...list, list: items });
}

function withContent(config: Node, environment: Environment): Node {
  const variable = entryOf(config, 'environment');
  const name = textOf(variable);
  const value = name === undefined ? undefined : environment.get(name);
  if (config.kind !== 'map' || variable === undefined || value === undefined) return config;
  return withEntry(config, 'content', scalarNode(value, { at: variable.at }));
}

function mapEntries(project: MapNode, section: string, change: (entry: Node) => Node): MapNode {
  const entries = project.map.get(section);
  if (entries?.kind !== 'map') return project;
  const changed = [...entries.map].map(([name, entry]): [string, Node] => [name, change(entry)]);
  return withEntry(project, section, mapNode(new Map(changed), entries));
}
