import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { ExtensionKey } from '../keys/extension/extension-key.js';
import { stated } from '../keys/extension/extension-key.js';
import type { Planning } from './planning.js';

/** What is stated about a port, and where. */
export interface StatedForPort<T> {
  readonly value: T;
  readonly path: ComposePath;
  /** The port itself says it, not its service or the project. */
  readonly ofPort: boolean;
}

/** What a port says under an extension key; else what its service says, else the project. */
export function statedForPort<T>(
  { project }: Planning,
  service: string,
  index: number,
  key: ExtensionKey<T>,
): StatedForPort<T> | undefined {
  const holders = [
    [project.services[service]?.ports?.[index], ['services', service, 'ports', index]],
    [project.services[service], ['services', service]],
    [key.places.includes('') ? project : undefined, []],
  ] as const;
  for (const [holder, path] of holders) {
    const value = stated(holder, key);
    if (value !== undefined) return { value, path: [...path, key.key], ofPort: path.length === 4 };
  }
  return undefined;
}
