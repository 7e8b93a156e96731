import { diagnose, type Diagnostic } from '../lib/diagnostics/diagnostic.js';

/** The finding that a command wants one environment and several are declared; empty where it is decided. */
export function undecidedEnvironment(
  environments: readonly string[] = [],
  code: 'environment-undecided' | 'secrets-of-which-environment' = 'environment-undecided',
): readonly Diagnostic[] {
  const [first] = environments;
  return first === undefined ? [] : [diagnose(code, { environments: environments.join(', '), first })];
}
