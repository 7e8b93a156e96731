import { materialized, type CorpusCase } from './corpus-case.js';
import { loadExpected } from './expected-loader.js';
import { mapProject, type Mapped } from './map-project.js';

/** From a case's files to its template; `isLoaded` is false when the loader refused it. */
export function mapCase(corpus: string, each: CorpusCase): Mapped & { readonly isLoaded: boolean } {
  return { ...mapProject(loadExpected(each, materialized(corpus, each))), isLoaded: true };
}
