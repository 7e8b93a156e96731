/** Lines that fold a part of a CI log under a title. */
export interface LogGroup {
  readonly begin: (title: string) => string;
  readonly end: () => string;
}

/**
 * How the CI system that runs us folds its logs; undefined for one that does not, or none. See "Grouping log lines" of
 * GitHub Actions and "Custom collapsible sections" of GitLab.
 */
export function logGroup(
  environment: Readonly<Record<string, string | undefined>>,
  now: () => number = Date.now,
): LogGroup | undefined {
  if (environment['GITHUB_ACTIONS'] === 'true')
    return { begin: (title) => `::group::${title}\n`, end: () => '::endgroup::\n' };
  if (environment['GITLAB_CI'] !== 'true') return undefined;
  const section = (mark: string, text: string): string =>
    `\u001b[0Ksection_${mark}:${Math.floor(now() / 1000)}:cdk_compose_build\r\u001b[0K${text}\n`;
  return { begin: (title) => section('start', title), end: () => section('end', '') };
}
