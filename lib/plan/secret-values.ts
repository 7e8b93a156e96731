import { secretVariables } from '../compose/secret-variables.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Planning } from './planning.js';

/** A warning per service whose plain environment holds what looks like a secret; declared environments lift it. */
export function secretValues(
  { project, options, finding }: Planning,
  service: string,
): readonly Diagnostic[] {
  const names = options.environment === undefined ? secretVariables(project.services[service] ?? {}) : [];
  // Not at the variable itself: a report shows that line, and with it the value.
  return names.length === 0
    ? []
    : [finding('secret-in-environment', { service, names }, ['services', service, 'environment'])];
}
