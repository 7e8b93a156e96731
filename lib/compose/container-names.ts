import type { Consistency } from './references.js';
import { note } from './references.js';

/** Checks that no two enabled services give their containers one name. */
export function checkContainerNames(consistency: Consistency): void {
  const owners = new Map<string, string>();
  for (const [service, { container_name: name }] of Object.entries(consistency.selection.enabled)) {
    if (name === undefined) continue;
    const other = owners.get(name);
    if (other !== undefined)
      note(consistency, ['services', service, 'container_name'], 'container-name-taken', {
        name,
        service,
        other,
      });
    else owners.set(name, service);
  }
}
