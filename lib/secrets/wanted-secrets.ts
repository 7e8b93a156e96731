import { secretOrigin, type SecretOrigin } from '../compose/secret-origin.js';
import { logSecrets } from '../compose/log-secrets.js';
import { secretVariables } from '../compose/secret-variables.js';
import type { Project } from '../compose/project.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { keys as wantedKeys, secretEnvironment } from '../keys/extension/service-keys.js';

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
}

/** The secrets that a deployment reads, in the order of the bindings; those of builds are no part of it. */
export function wantedSecrets(project: Project, environment: string | undefined): readonly WantedSecret[] {
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
  return [...top, ...(environment === undefined ? [] : lifted(project, prefix))];
}

function lifted(project: Project, prefix: string): readonly WantedSecret[] {
  const { services } = project;
  const variables = secretVariables(project);
  return Object.keys(services)
    .toSorted()
    .flatMap((service): readonly WantedSecret[] => {
      const { environment = {} } = services[service] ?? {};
      const values = {
        ...Object.fromEntries(variables.of(service).map((name) => [name, environment[name] ?? ''])),
        ...logSecrets(project, service),
      };
      const names = Object.keys(values).toSorted();
      if (names.length === 0) return [];
      return [
        {
          binding: { section: 'variables', key: service },
          what: `the secret variables of service ${service}`,
          name: `${prefix}/environment/${service}`,
          origin: {
            kind: 'variables',
            values,
          },
          keys: names,
          path: ['services', service, 'environment'],
        },
      ];
    });
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
