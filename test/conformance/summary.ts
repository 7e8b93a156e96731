import type { Verdict } from './run-case.js';

/** Pass counts by group and the failures, as a page of text. */
export function summaryOf(verdicts: readonly Verdict[]): string {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) groups.set(verdict.group, [...(groups.get(verdict.group) ?? []), verdict]);
  const failures = verdicts.filter(({ failure }) => failure !== undefined);
  const passed = (list: readonly Verdict[]): string =>
    `${list.filter(({ failure }) => failure === undefined).length}/${list.length}`;
  const compared = verdicts.filter(({ sameBytes }) => sameBytes !== undefined);
  return [
    ...failures.map(({ group, id, failure }) => `${group} ${id}\n    ${failure}`),
    ...[...groups].map(([group, list]) => `${passed(list).padStart(9)}  ${group}`),
    `${passed(verdicts).padStart(9)}  in all; ${compared.filter(({ sameBytes }) => sameBytes).length} of ${compared.length} YAML texts equal to the byte`,
    '',
  ].join('\n');
}
