import type { LintFinding } from './template-lint.js';

/** What cfn-lint found, each kind once with the number of its places and one of them. */
export function lintReport(findings: readonly LintFinding[]): string {
  const kinds = new Map<string, LintFinding[]>();
  for (const finding of findings) {
    const kind = `${finding.rule} ${finding.message}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), finding]);
  }
  const rows = [...kinds]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(
      ([kind, places]) =>
        `${String(places.length).padStart(4)}  ${kind}\n        ${places[0]?.project} ${places[0]?.path}`,
    );
  return [`${kinds.size} kinds of findings of cfn-lint`, ...rows, ''].join('\n');
}
