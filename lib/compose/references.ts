/** What services refer to must be there. Compose calls these checks consistency. */
import { diagnose } from '../diagnostics/diagnostic.js';
import type { ComposePath, Diagnostic, DiagnosticCode, DiagnosticValues } from '../diagnostics/diagnostic.js';
import { suggest } from '../syntax/suggest.js';
import type { Selection } from './profiles.js';
import type { Project, Service } from './project.js';
import type { SpanIndex } from './span-index.js';

/** A project as its services see each other, and where to report. */
export interface Consistency {
  readonly project: Project;
  readonly selection: Selection;
  readonly spans: SpanIndex;
  readonly findings: Diagnostic[];
}

/** Reports a finding at an attribute path. */
export function note<C extends DiagnosticCode>(
  { spans, findings }: Consistency,
  path: ComposePath,
  code: C,
  values: DiagnosticValues<C>,
): void {
  findings.push(diagnose(code, values, { at: spans.nearest(path), path }));
}

/** Checks that everything an enabled service refers to is defined. */
export function checkReferences(consistency: Consistency): void {
  for (const [name, service] of Object.entries(consistency.selection.enabled)) {
    checkResources(name, service, consistency);
    checkDependencies(name, service, consistency);
    checkContexts(name, service, consistency);
  }
}

type Kind = DiagnosticValues<'undefined-reference'>['kind'];

function checkResources(service: string, value: Service, consistency: Consistency): void {
  const { project } = consistency;
  const require = (kind: Kind, known: object | undefined, name: string, path: ComposePath): void => {
    if (Object.hasOwn(known ?? {}, name)) return;
    note(consistency, ['services', service, ...path], 'undefined-reference', {
      service,
      kind,
      name,
      ...suggest(name, Object.keys(known ?? {})),
    });
  };
  for (const name of Object.keys(value.networks ?? {}))
    require('network', project.networks, name, ['networks', name]);
  for (const name of Object.keys(value.models ?? {}))
    require('model', project.models, name, ['models', name]);
  for (const [index, { type, source }] of (value.volumes ?? []).entries())
    if (type === 'volume' && source !== undefined)
      require('volume', project.volumes, source, ['volumes', index]);
  const secrets = [
    ...(value.secrets ?? []).map(({ source }, index) => ['secret', source, ['secrets', index]] as const),
    ...(value.build?.secrets ?? []).map(
      ({ source }, index) => ['build secret', source, ['build', 'secrets', index]] as const,
    ),
  ];
  for (const [kind, source = '', path] of secrets) require(kind, project.secrets, source, path);
  for (const [index, { source = '' }] of (value.configs ?? []).entries())
    require('config', project.configs, source, ['configs', index]);
}

function checkDependencies(service: string, value: Service, consistency: Consistency): void {
  const { enabled, disabled } = consistency.selection;
  for (const [name, { required }] of Object.entries(value.depends_on ?? {})) {
    if (Object.hasOwn(enabled, name)) continue;
    const path = ['services', service, 'depends_on', name];
    if (Object.hasOwn(disabled, name)) {
      const profiles = disabled[name]?.profiles ?? [];
      if (required !== false)
        note(consistency, path, 'dependency-disabled', { service, dependency: name, profiles });
      continue;
    }
    note(consistency, path, 'undefined-reference', {
      service,
      kind: 'service',
      name,
      ...suggest(name, Object.keys(enabled)),
    });
  }
}

function checkContexts(service: string, { build }: Service, consistency: Consistency): void {
  const { enabled } = consistency.selection;
  for (const [context, value] of Object.entries(build?.additional_contexts ?? {})) {
    if (!value.startsWith('service:')) continue;
    const target = value.slice('service:'.length);
    const path = ['services', service, 'build', 'additional_contexts', context];
    if (!Object.hasOwn(enabled, target))
      note(consistency, path, 'undefined-reference', { service, kind: 'service', name: target });
    else if (enabled[target]?.build === undefined)
      note(consistency, path, 'context-not-built', { service, context, target });
  }
}
