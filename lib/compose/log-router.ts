import { routedLogs } from '../keys/logging/routed-logs.js';
import type { Project } from './project.js';

/** The name of the log router's image among those of services; its slash makes sure that no service is called so. */
export const logRouterImage = 'cdk-compose/log-router';

/**
 * AWS for Fluent Bit, for every platform of Fargate. The image lock pins it by digest as it pins any image; the version
 * is in its name so that another one comes with a release of ours, whose options it is known to take.
 */
export const logRouterReference = 'public.ecr.aws/aws-observability/aws-for-fluent-bit:3.4.17';

/** The services whose tasks have a log router, sorted. */
export function logRouterServices({ services }: Pick<Project, 'services'>): readonly string[] {
  return Object.keys(services)
    .filter((service) => routedLogs(services[service]?.logging ?? {})?.by === 'awsfirelens')
    .toSorted();
}
