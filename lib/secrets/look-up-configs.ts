import type { ParameterStore } from '../aws/parameter-store.js';
import { configOrigin } from '../compose/secret-origin.js';
import type { Project } from '../compose/project.js';
import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { Bindings } from '../model/bindings.js';
import type { PushOutcome, PushReport } from './push-secrets.js';

/** The external configs of a project that its Compose file calls by their name alone, sorted: by key, with that name. */
export function namedConfigs({ configs = {} }: Pick<Project, 'configs'>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(configs)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .flatMap(([key, config]) => {
        const origin = configOrigin(config);
        return origin?.kind === 'named' ? [[key, origin.name] as const] : [];
      }),
  );
}

/** Finds external configs and records where they are. No version: they belong to others, who change them when they like. */
export async function lookUpConfigs(
  wanted: Readonly<Record<string, string>>,
  bindings: Bindings,
  store: ParameterStore,
): Promise<Checked<PushReport> & { readonly value: PushReport }> {
  const diagnostics: Diagnostic[] = [];
  const outcomes: PushOutcome[] = [];
  let configs = bindings.configs;
  for (const [config, name] of Object.entries(wanted)) {
    const path = ['configs', config];
    const { value: stored, diagnostics: asking } = await store.find(name);
    diagnostics.push(...asking.map((finding) => ({ ...finding, path })));
    if (stored === 'absent') diagnostics.push(diagnose('config-not-found', { config, name }, { path }));
    const isFound = stored !== undefined && stored !== 'absent';
    outcomes.push({ what: `config ${config}`, name, outcome: isFound ? 'found' : 'failed' });
    if (!isFound) continue;
    const { arn, kmsKey } = stored;
    configs = { ...configs, [config]: { arn, ...(kmsKey === undefined ? {} : { kmsKey }) } };
  }
  const updated = configs === undefined ? bindings : { ...bindings, configs };
  return { value: { bindings: updated, outcomes }, diagnostics };
}
