import type { SpanIndex } from '../compose/span-index.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** Gives each diagnostic that has only an attribute path its place in the Compose file. */
export function placed(diagnostics: readonly Diagnostic[], spans: SpanIndex): readonly Diagnostic[] {
  return diagnostics.map((diagnostic) => {
    const at = diagnostic.path === undefined ? undefined : spans.nearest(diagnostic.path);
    return diagnostic.at !== undefined || at === undefined ? diagnostic : { ...diagnostic, at };
  });
}
