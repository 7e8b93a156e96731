import { keys as wantedKeys } from '../keys/extension/service-keys.js';
import { stated } from '../keys/extension/extension-key.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { MissingBinding } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';
import { liftedVariables } from './secret-environment.js';
import { externalConfigs } from '../compose/external-configs.js';
import { logSecrets } from '../compose/log-secrets.js';
import { configSource } from './config-sources.js';
import { secretSource } from './secret-sources.js';

interface Lacking {
  /** `secret db` */
  readonly what: string;
  readonly path: ComposePath;
}

/** Secrets and external configs of which the bindings do not say where they are: told once for all of them, and refused when deployed. */
export function missingSecrets(planning: Planning): Found<readonly MissingBinding[]> {
  const services = Object.keys(planning.project.services).toSorted();
  const all = services.flatMap((service) => [
    ...lackingFiles(planning, service),
    ...lackingConfigs(planning, service),
    ...lackingVariables(planning, service),
  ]);
  const lacking = all.filter(({ what }, index) => all.findIndex((other) => other.what === what) === index);
  const [first] = lacking;
  if (first === undefined) return found([]);
  const command = pushCommand(planning.options.environment);
  return found(
    lacking.map(({ what }) => ({
      what,
      sentence: `The bindings do not say where ${what} is: run ${command}, then deploy again.`,
    })),
    [planning.finding('secrets-not-pushed', { what: lacking.map(({ what }) => what), command }, first.path)],
  );
}

/** What fills the bindings. */
function pushCommand(environment: string | undefined): string {
  return `cdk-compose secrets push${environment === undefined ? '' : ` --environment ${environment}`}`;
}

function lackingFiles(planning: Planning, service: string): readonly Lacking[] {
  return (planning.project.services[service]?.secrets ?? []).flatMap(({ source: name }, index) => {
    const secret = planning.project.secrets?.[name];
    if (secret === undefined) return [];
    const path = ['services', service, 'secrets', index];
    const place = secretSource(planning, name);
    if (place === undefined) return [{ what: `secret ${name}`, path }];
    const wantsAll = stated(secret, wantedKeys)?.includes('*') === true;
    return wantsAll && place.keys === undefined ? [{ what: `secret ${name} with its keys`, path }] : [];
  });
}

function lackingConfigs(planning: Planning, service: string): readonly Lacking[] {
  return externalConfigs(planning.project, service)
    .filter(({ reference }) => configSource(planning, reference.source) === undefined)
    .map(({ reference: { source }, index }) => ({
      what: `config ${source}`,
      path: ['services', service, 'configs', index],
    }));
}

function lackingVariables(planning: Planning, service: string): readonly Lacking[] {
  const known = planning.bindings.variables?.[service]?.keys ?? [];
  const { project, options } = planning;
  const ofLogs = options.environment === undefined ? [] : Object.keys(logSecrets(project, service));
  const names = [...liftedVariables(planning, service), ...ofLogs].filter((name) => !known.includes(name));
  // Not at the value itself: a report shows that line.
  const path = ofLogs.length > 0 ? ['services', service] : ['services', service, 'environment'];
  return names.length === 0 ? [] : [{ what: `${names.join(', ')} of service ${service}`, path }];
}
