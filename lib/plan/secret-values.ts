import { secretsWithin, secretVariables } from '../compose/secret-variables.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Planning } from './planning.js';

/** What else of a service ends up in its task definition, and often repeats a password. */
const KEYS = ['command', 'entrypoint', 'healthcheck'] as const;

/**
 * Warnings about secrets that everyone sees who may read the task definition: in the plain environment, from which
 * declared environments lift them, and in commands, from which nothing can.
 */
export function secretValues(
  { project, options, finding }: Planning,
  service: string,
): readonly Diagnostic[] {
  const names = options.environment === undefined ? secretVariables(project, service) : [];
  const repeated = KEYS.flatMap((key) => {
    const value = project.services[service]?.[key];
    const within = value === undefined || value === null ? [] : secretsWithin(project, words(value));
    return within.length === 0 ? [] : [{ service, key, names: within }];
  });
  return [
    // Never at the value itself: a report shows that line.
    ...(names.length === 0
      ? []
      : [finding('secret-in-environment', { service, names }, ['services', service, 'environment'])]),
    ...repeated.map((values) => finding('secret-in-command', values, ['services', service])),
  ];
}

/** Every text in a value, one after the other. */
function words(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? Object.values(value).map(words).join('\n') : '';
}
