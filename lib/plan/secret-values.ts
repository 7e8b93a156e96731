import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Planning } from './planning.js';

/** What else of a service ends up in its task definition and often repeats a password, with the setting that it becomes. */
const SETTINGS = { command: 'command', entrypoint: 'entryPoint', healthcheck: 'healthCheck' } as const;

type Key = keyof typeof SETTINGS;

/**
 * Warnings about secrets that everyone sees who may read the task definition: in the plain environment, from which
 * declared environments lift them, and in commands, from which nothing can.
 */
export function secretValues(planning: Planning, service: string): readonly Diagnostic[] {
  const { options, finding, secretVariables } = planning;
  const names = options.environment === undefined ? secretVariables.of(service) : [];
  const repeated = repeatedSecrets(planning, service);
  return [
    // Never at the value itself: a report shows that line.
    ...(names.length === 0
      ? []
      : [finding('secret-in-environment', { service, names }, ['services', service, 'environment'])]),
    ...repeated.map((values) => finding('secret-in-command', { service, ...values }, ['services', service])),
  ];
}

/** The settings of a service's container that repeat a secret value: pages and logs do not show them. */
export function confidentialSettings(planning: Planning, service: string): readonly (typeof SETTINGS)[Key][] {
  return repeatedSecrets(planning, service).map(({ key }) => SETTINGS[key]);
}

function repeatedSecrets(
  { project, secretVariables }: Planning,
  service: string,
): readonly { readonly key: Key; readonly names: readonly string[] }[] {
  return (Object.keys(SETTINGS) as Key[]).flatMap((key) => {
    const value = project.services[service]?.[key];
    const names = value === undefined || value === null ? [] : secretVariables.within(words(value));
    return names.length === 0 ? [] : [{ key, names }];
  });
}

/** Every text in a value, one after the other. */
function words(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'object' && value !== null ? Object.values(value).map(words).join('\n') : '';
}
