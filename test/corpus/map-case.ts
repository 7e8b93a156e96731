import type { CorpusCase } from './corpus-case.js';
import { loadCase } from './load-case.js';
import { mapProject, type Mapped, type Surroundings } from './map-project.js';

/** From a case's files to its template; `isLoaded` is false when the loader refused it. */
export function mapCase(
  corpus: string,
  each: CorpusCase,
  surroundings: Surroundings = {},
): Mapped & { readonly isLoaded: boolean } {
  const { value, diagnostics } = loadCase(corpus, each);
  if (value === undefined) return { diagnostics, plan: undefined, templates: undefined, isLoaded: false };
  const mapped = mapProject(value, undefined, surroundings);
  return { ...mapped, diagnostics: [...diagnostics, ...mapped.diagnostics], isLoaded: true };
}
