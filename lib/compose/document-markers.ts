import type { Document } from 'yaml';
import { diagnose } from '../diagnostics/diagnostic.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';

const OTHER_VERSION = /^%YAML[ \t]+(?!1\.1[ \t]*(?:#.*)?\r?$).*/m;

/** What Compose's parser wants of the lines around documents: no version but 1.1, and `---` before all but the first. */
export function documentMarkers(
  documents: readonly Document[],
  text: string,
  source: string,
): readonly Diagnostic[] {
  const finding = (problem: string, fix: string, start: number, end: number): Diagnostic =>
    diagnose('yaml-syntax', { problem, fix }, { at: { source, start, end } });
  const stated = documents.some(({ directives }) => directives?.yaml.explicit);
  const version = stated ? OTHER_VERSION.exec(text) : null;
  if (version !== null) {
    const end = version.index + version[0].length;
    return [
      finding('Compose takes YAML 1.1 here, and no other version', 'remove this line', version.index, end),
    ];
  }
  const unmarked = documents.find(({ directives }, index) => index > 0 && !directives?.docStart);
  if (unmarked === undefined) return [];
  const [start] = unmarked.contents?.range ?? unmarked.range ?? [0];
  return [finding("a document after '...' starts without '---'", "write '---' above it", start, start + 1)];
}
