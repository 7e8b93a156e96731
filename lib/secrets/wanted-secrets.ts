import { boundVariables, needsUnset } from '../compose/bound-variables.js';
import { logSecretKey, logSecrets } from '../compose/log-secrets.js';
import type { LoadedProject, Project } from '../compose/project.js';
import { secretOrigin, type SecretOrigin } from '../compose/secret-origin.js';
import { secretVariables } from '../compose/secret-variables.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { keys as wantedKeys, secretEnvironment } from '../keys/extension/service-keys.js';
import type { Bindings } from '../model/bindings.js';

/** A secret of Secrets Manager that a deployment of the project reads. */
export interface WantedSecret {
  /** Where the bindings have it: `secrets` by the top-level secret, `variables` by the service. */
  readonly binding: { readonly section: 'secrets' | 'variables'; readonly key: string };
  /** `secret db`, `the variables of service web` */
  readonly what: string;
  /** Its name in Secrets Manager, unless it exists already. */
  readonly name: string;
  readonly origin: Exclude<SecretOrigin, { kind: 'unknown' | 'parameter' }> | LiftedVariables;
  /** Whether services read it as a JSON object, by its keys; and those that they name. */
  readonly keys: readonly string[] | undefined;
  readonly path: ComposePath;
}

/** Values of a service's environment that look secret, and those of its log driver that are. */
export interface LiftedVariables {
  readonly kind: 'variables';
  readonly values: Readonly<Record<string, string>>;
  /** Those whose values are not on this machine, and in the secret as it is. */
  readonly kept: readonly string[];
}

/** Where the secrets go, and what is there. */
export interface Destination {
  readonly environment: string | undefined;
  readonly bindings: Bindings;
}

/** The secrets that a deployment reads, in the order of the bindings; those of builds are no part of it. */
export function wantedSecrets(
  loaded: LoadedProject,
  { environment, bindings }: Destination,
): readonly WantedSecret[] {
  const { project } = loaded;
  const { services, secrets = {} } = project;
  const prefix = [project.name, ...(environment === undefined ? [] : [environment])].join('/');
  const used = new Set(
    Object.values(services).flatMap((service) => (service.secrets ?? []).map(({ source }) => source)),
  );
  const top = [...used].toSorted().flatMap((key): readonly WantedSecret[] => {
    const secret = secrets[key];
    const origin = secret === undefined ? { kind: 'unknown' as const } : secretOrigin(secret);
    const keys = readKeys(project, key);
    if (origin.kind === 'unknown' || origin.kind === 'parameter') return [];
    // The Compose file says it all.
    if (origin.kind === 'secret' && keys === undefined) return [];
    return [
      {
        binding: { section: 'secrets', key },
        what: `secret ${key}`,
        name: `${prefix}/secret/${key}`,
        origin,
        keys,
        path: ['secrets', key],
      },
    ];
  });
  return [...top, ...(environment === undefined ? [] : lifted(loaded, bindings, prefix))];
}

function lifted(loaded: LoadedProject, bindings: Bindings, prefix: string): readonly WantedSecret[] {
  const { project } = loaded;
  const { services } = project;
  const variables = secretVariables(project);
  const bound = boundVariables(loaded, bindings);
  return Object.keys(services)
    .toSorted()
    .flatMap((service): readonly WantedSecret[] => {
      const { environment = {} } = services[service] ?? {};
      const values = {
        ...Object.fromEntries(variables.of(service).map((name) => [name, environment[name] ?? ''])),
        ...logSecrets(project, service),
      };
      const kept = [...(bound.get(service) ?? []), ...boundOptions(loaded, bindings, service)];
      const names = [...new Set([...Object.keys(values), ...kept])].toSorted();
      if (names.length === 0) return [];
      return [
        {
          binding: { section: 'variables', key: service },
          what: `the secret variables of service ${service}`,
          name: `${prefix}/environment/${service}`,
          origin: { kind: 'variables', values, kept },
          keys: names,
          path: ['services', service, 'environment'],
        },
      ];
    });
}

/** The same for options of the log driver, which are made of variables as a whole. */
function boundOptions(
  loaded: LoadedProject,
  { variables = {} }: Bindings,
  service: string,
): readonly string[] {
  const options = Object.keys(loaded.project.services[service]?.logging?.options ?? {});
  const path = ['services', service, 'logging', 'options'];
  if (!options.some((option) => needsUnset(loaded, [...path, option]))) return [];
  const here = Object.keys(logSecrets(loaded.project, service));
  return (variables[service]?.keys ?? []).filter(
    (key) => key.startsWith(logSecretKey('')) && !here.includes(key),
  );
}

/** The keys that a secret is read by; undefined: it is read whole. */
function readKeys({ services, secrets = {} }: Project, key: string): readonly string[] | undefined {
  const files = stated(secrets[key], wantedKeys);
  const variables = Object.values(services)
    .flatMap((service) => service.secrets ?? [])
    .flatMap((entry) => {
      const wanted = entry.source === key ? stated(entry, secretEnvironment) : undefined;
      return typeof wanted === 'object' ? Object.values(wanted) : [];
    });
  if (files === undefined && variables.length === 0) return undefined;
  return [...new Set([...(files ?? []), ...variables])].filter((each) => each !== '*').toSorted();
}
