/**
 * One thing that AWS refuses at deployment, or that never works once deployed, though the CDK's constructs and the
 * template validators let it pass.
 */
import type { Deployment, Resource } from './deployment.js';
import { get, list, text, type Json } from './json.js';

export interface Rule {
  /** Kebab-case statement of what the rule is about. */
  readonly id: string;
  /** The AWS page that states it, by its name. */
  readonly page: string;
  readonly check: (deployment: Deployment) => Iterable<Violation>;
}

export interface Violation {
  readonly resource: Resource;
  /** The property path below `Properties`, dotted. */
  readonly path: string;
  readonly sentence: string;
}

/** A path below the resource's properties, and what is wrong there. */
export type Objection = readonly [path: string, sentence: string];

interface Naming {
  readonly id: string;
  readonly page: string;
}

/** A rule about each resource of one type. */
export function resourceRule(
  type: string,
  naming: Naming,
  check: (resource: Resource, deployment: Deployment) => Iterable<Objection>,
): Rule {
  return {
    ...naming,
    *check(deployment) {
      for (const resource of deployment.ofType(type))
        for (const [path, sentence] of check(resource, deployment)) yield { resource, path, sentence };
    },
  };
}

export interface Container {
  readonly name: string;
  readonly value: Json;
  readonly index: number;
  readonly task: Resource;
}

/** A rule about each container of each task definition; its paths are below the container. */
export function containerRule(
  naming: Naming,
  check: (container: Container, deployment: Deployment) => Iterable<Objection>,
): Rule {
  return resourceRule('AWS::ECS::TaskDefinition', naming, function* (task, deployment) {
    for (const container of containersOf(task))
      for (const [path, sentence] of check(container, deployment))
        yield [
          `ContainerDefinitions.${container.index}${path && `.${path}`}`,
          `container '${container.name}' ${sentence}`,
        ];
  });
}

export function containersOf(task: Resource): readonly Container[] {
  return list(get(task.properties, 'ContainerDefinitions')).map((value, index) => ({
    name: text(get(value, 'Name')) ?? '',
    value,
    index,
    task,
  }));
}

/** The task definition that a service runs, where it stands in one of the templates. */
export function taskOf(service: Resource, deployment: Deployment): Resource | undefined {
  return deployment.named(get(service.properties, 'TaskDefinition'), service);
}
