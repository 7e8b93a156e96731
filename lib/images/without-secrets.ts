import { readFileSync } from 'node:fs';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { PlannedBuild } from './planned-builds.js';
import type { ImageProject } from './service-build.js';

/** Shorter values stand for themselves in too many places, and hide nothing. */
const shortest = 4;

/**
 * The findings without the values of build secrets: a step that fails may have printed what it was given, and reports
 * end up in the logs of pipelines. Secrets of several lines are looked for line by line.
 */
export function withoutSecrets(
  findings: readonly Diagnostic[],
  builds: readonly PlannedBuild[],
  {
    project,
    environment,
  }: {
    readonly project: ImageProject;
    readonly environment: Readonly<Record<string, string | undefined>>;
  },
): readonly Diagnostic[] {
  const sources = builds.flatMap(({ definition: { build } }) => build.secrets ?? []);
  const values = sources.flatMap(({ source }) => {
    const { file, environment: variable } = project.secrets?.[source] ?? {};
    const text = file === undefined ? environment[variable ?? ''] : contentOf(file);
    return (text ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line.length >= shortest);
  });
  if (values.length === 0) return findings;
  // The longest first: one may be part of another.
  const inOrder = [...new Set(values)].toSorted((a, b) => b.length - a.length);
  return findings.map((finding) => ({
    ...finding,
    message: inOrder.reduce((text, value) => text.replaceAll(value, '…'), finding.message),
  }));
}

function contentOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
