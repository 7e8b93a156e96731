import type { Diagnostic } from '../../lib/diagnostics/diagnostic.js';
import { checkDeployment, type Finding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import type { CorpusCase } from './corpus-case.js';
import type { Mapped } from './map-project.js';
import { lacksImage } from './lacks-image.js';
import { needsOfHost } from './needs-of-host.js';

/**
 * `deployable`: a template that AWS takes, from the files as they are. `unsound`: a template that AWS would refuse.
 * `refused`: errors of ours instead of a template. `not loaded`: what Docker Compose loads and we don't.
 */
export type Verdict = 'deployable' | 'unsound' | 'refused' | 'not loaded' | 'crash';

export interface Outcome {
  readonly id: string;
  readonly verdict: Verdict;
  /** Why it needs the machine it runs on, and may be refused. */
  readonly needsOfHost: readonly string[];
  /** It has no image that Docker could pull: somebody must first set a variable. */
  readonly dockerRefuses: boolean;
  readonly errors: readonly Diagnostic[];
  readonly findings: readonly Finding[];
  readonly mapped: Mapped | undefined;
  /** The stack trace of a crash. */
  readonly trace: string | undefined;
}

/** Judges what `map` makes of a case; an exception is an outcome like any other. */
export function outcomeOf(each: CorpusCase, map: () => Mapped & { readonly isLoaded: boolean }): Outcome {
  const base = {
    id: each.id,
    needsOfHost: needsOfHost(each),
    dockerRefuses: lacksImage(each),
    errors: [],
    findings: [],
    mapped: undefined,
    trace: undefined,
  };
  try {
    const { isLoaded, ...mapped } = map();
    const errors = mapped.diagnostics.filter(({ severity }) => severity === 'error');
    const findings = mapped.templates === undefined ? [] : checkDeployment(mapped.templates);
    return { ...base, verdict: verdictOf(isLoaded, mapped, findings), errors, findings, mapped };
  } catch (error) {
    return { ...base, verdict: 'crash', trace: error instanceof Error ? error.stack : String(error) };
  }
}

function verdictOf(isLoaded: boolean, { templates }: Mapped, findings: readonly Finding[]): Verdict {
  if (!isLoaded) return 'not loaded';
  if (templates === undefined) return 'refused';
  return findings.length === 0 ? 'deployable' : 'unsound';
}

/** Every template, by application and stack. */
export function templatesOf(outcomes: readonly Outcome[]): ReadonlyMap<string, Json> {
  return new Map(
    outcomes.flatMap(({ id, mapped }) =>
      Object.entries(mapped?.templates ?? {}).map(([stack, template]): [string, Json] => [
        `${id}.${stack.replaceAll('/', '.')}`,
        template,
      ]),
    ),
  );
}
