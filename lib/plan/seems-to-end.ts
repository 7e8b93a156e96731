import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Planning } from './planning.js';
import { taskKind } from './task-kind.js';

/** Words by which people name what prepares something and ends: `db-migrate`, `minio-init`, `createbuckets`. */
const ENDING =
  /(?:^|[-_.])(?:init(?:iali[sz]er?)?|setup|migrat(?:e|or|ions?)|seed(?:er)?|bootstrap|provision(?:er)?|create(?:[-_]?(?:buckets?|topics?|users?|db|database))?)(?:[-_.\d]|$)/i;

/**
 * A warning about a service that by its name prepares something and ends, and that nothing makes a job: ECS starts a
 * service again whenever it ends, and a deployment that waits for it to stay up fails. What listens does not end.
 */
export function seemsToEnd(planning: Planning, name: string): readonly Diagnostic[] {
  const service = planning.project.services[name];
  const staysUp =
    service?.['x-aws-job'] !== undefined ||
    service?.healthcheck !== undefined ||
    (service?.ports ?? []).length + (service?.expose ?? []).length > 0 ||
    ['always', 'unless-stopped'].includes(service?.restart ?? '');
  if (staysUp || !ENDING.test(name) || taskKind(planning, name).value !== 'service') return [];
  return [planning.finding('service-seems-to-end', { service: name }, ['services', name])];
}
