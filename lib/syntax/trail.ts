import { diagnose } from '../diagnostics/diagnostic.js';
import type {
  ComposePath,
  Diagnostic,
  DiagnosticCode,
  DiagnosticValues,
  Span,
} from '../diagnostics/diagnostic.js';

/** The way down to a node: its attribute path, and where findings about it go. */
export interface Trail {
  readonly parent?: Trail;
  readonly key?: string | number;
  readonly findings: Diagnostic[];
}

/** A trail that starts at the top of a project. */
export function trailInto(findings: Diagnostic[], path: ComposePath = []): Trail {
  return path.reduce<Trail>(within, { findings });
}

/** The trail to an entry or item of what this one leads to. */
export function within(trail: Trail, key: string | number): Trail {
  return { parent: trail, key, findings: trail.findings };
}

/** The attribute path of a trail. */
export function pathOf(trail: Trail): ComposePath {
  const path: (string | number)[] = [];
  for (let step: Trail | undefined = trail; step?.key !== undefined; step = step.parent)
    path.unshift(step.key);
  return path;
}

/** Reports a finding about the node that the trail leads to. `place` is the node, or what stands for it. */
export function report<C extends DiagnosticCode>(
  trail: Trail,
  place: { readonly at: Span } | undefined,
  code: C,
  values: DiagnosticValues<C>,
): void {
  trail.findings.push(diagnose(code, values, { at: place?.at, path: pathOf(trail) }));
}

/** `services.web.ports[0]`, as messages name it. */
export function formatPath(path: ComposePath): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`)).join('');
}
