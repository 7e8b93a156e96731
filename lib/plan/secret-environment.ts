import type { ComposePath } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { secretEnvironment as wantedVariables } from '../keys/extension/service-keys.js';
import type { SecretVariablePlan } from '../model/secret-plan.js';
import { found, gatherList, type Found } from './found.js';
import type { Planning } from './planning.js';
import { boundSource, secretSource } from './secret-sources.js';

/** The secrets among a service's environment variables. */
export interface SecretEnvironment {
  readonly variables: readonly SecretVariablePlan[];
  /** Every variable that is none of the plain environment, also where nothing says yet where its secret is. */
  readonly names: readonly string[];
}

/** What a service's entries in `secrets` ask for with `x-aws-environment`, and what is lifted from its environment. */
export function secretEnvironment(planning: Planning, service: string): Found<SecretEnvironment> {
  const entries = planning.project.services[service]?.secrets ?? [];
  const asked = gatherList(
    entries.map((entry, index) => {
      const at = ['services', service, 'secrets', index];
      const wanted = stated(entry, wantedVariables) ?? {};
      const pairs: readonly (readonly [string, string | undefined])[] =
        typeof wanted === 'string' ? [[wanted, undefined]] : Object.entries(wanted);
      return variablesOf(planning, entry.source, { pairs, at });
    }),
  );
  const names = asked.value.flatMap((each) => each.names);
  const lifted = liftedVariables(planning, service).filter((name) => !names.includes(name));
  const variables = [
    ...asked.value.flatMap((each) => each.variables),
    ...lifted.flatMap((name) => liftedVariable(planning, service, name)),
  ];
  return found(
    {
      variables: variables.toSorted((a, b) => (a.variable < b.variable ? -1 : 1)),
      names: [...names, ...lifted],
    },
    asked.diagnostics,
  );
}

interface Asked {
  /** Each variable with the key that it holds, or the whole secret. */
  readonly pairs: readonly (readonly [string, string | undefined])[];
  readonly at: ComposePath;
}

function variablesOf(planning: Planning, secret: string, { pairs, at }: Asked): Found<SecretEnvironment> {
  const place = secretSource(planning, secret);
  const parts = gatherList(
    pairs.map(([variable, key]): Found<readonly SecretVariablePlan[]> => {
      if (place === undefined) return found([]);
      if (place.isEncoded) return found([], [planning.finding('secret-not-text', { secret, variable }, at)]);
      if (key !== undefined && place.keys?.includes(key) === false)
        return found([], [planning.finding('secret-key-unknown', { secret, key, keys: place.keys }, at)]);
      const source = key === undefined ? place.source : { ...place.source, key };
      return found([{ variable, source, cause: planning.cause(at, `secret ${secret}`) }]);
    }),
  );
  return found(
    { variables: parts.value.flat(), names: pairs.map(([variable]) => variable) },
    parts.diagnostics,
  );
}

/**
 * Variables whose values look secret: with declared environments they are no part of the task definition, but keys of
 * one secret for the service, whether this machine knows the values or not. Without, they stay where they are, with a
 * warning.
 */
export function liftedVariables(
  { options, secretVariables, boundVariables }: Planning,
  service: string,
): readonly string[] {
  if (options.environment === undefined) return [];
  return [...secretVariables.of(service), ...(boundVariables.get(service) ?? [])].toSorted();
}

function liftedVariable(planning: Planning, service: string, name: string): readonly SecretVariablePlan[] {
  const bound = planning.bindings.variables?.[service];
  if (bound?.keys?.includes(name) !== true) return [];
  const path = ['services', service, 'environment', name];
  const isElsewhere = planning.boundVariables.get(service)?.includes(name) === true;
  const because = isElsewhere ? `the bindings know the secret ${name}` : `${name} looks like a secret`;
  return [
    {
      variable: name,
      source: { ...boundSource(bound), key: name },
      cause: planning.cause(path, because),
    },
  ];
}
