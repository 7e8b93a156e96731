import { createHash } from 'node:crypto';

/**
 * Names that outlive any change of the code: a volume's data is found again only under the logical id that it was
 * created with. They depend on project, environment and volume alone; changing a rule here is a breaking change.
 */

/** The CloudFormation logical id of a named volume's file system, wherever in an app the project stands. */
export function fileSystemLogicalId(
  project: string,
  environment: string | undefined,
  volume: string,
): string {
  return `${capitalised(volume)}FileSystem${digest([project, environment ?? '', volume])}`;
}

/** The name that resources of a project carry in one environment: `shop`, or `shop-staging`. */
export function deploymentName(project: string, environment: string | undefined): string {
  return environment === undefined ? project : `${project}-${environment}`;
}

/** The name under which it is remembered that a job has succeeded, below that of its stack. */
export function jobRecord(project: string, environment: string | undefined, service: string): string {
  return `${deploymentName(project, environment)}/${service}`;
}

/** A Compose name as ECS takes it for containers and volumes: letters, digits, `-` and `_`. Different names stay different. */
export function ecsName(name: string): string {
  const fit = name.replaceAll(/[^A-Za-z0-9_-]/g, '-');
  return fit === name ? name : `${fit}-${digest([name])}`;
}

function capitalised(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 8).toUpperCase();
}
