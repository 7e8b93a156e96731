import { relative, sep } from 'node:path';
import { isLocalContext, mainContextRules } from './build-context.js';
import { isIgnored, type IgnoreMatches, type IgnoreRules } from './ignore-file.js';
import type { ImageProject, ServiceBuild } from './service-build.js';

/**
 * The top-level secrets whose files go to the builder with a build's context, sorted: one `COPY .`, and everyone who
 * may pull the image has them.
 */
export function secretsInContext(build: ServiceBuild, secrets: ImageProject['secrets']): readonly string[] {
  if (!isLocalContext(build.context)) return [];
  const within = Object.entries(secrets ?? {}).flatMap(([name, { file }]): [string, string][] => {
    const path = file === undefined ? '' : relative(build.context, file).split(sep).join('/');
    return path === '' || path.startsWith('../') || path === '..' ? [] : [[name, path]];
  });
  if (within.length === 0) return [];
  const rules = mainContextRules(build);
  return within.flatMap(([name, path]) => (staysBehind(rules, path) ? [] : [name])).toSorted();
}

/** Rules that match a folder hold for what lies below it, unless a later one takes it back. */
function staysBehind(rules: IgnoreRules, path: string): boolean {
  let above: IgnoreMatches | undefined;
  let ignored = false;
  const steps = path.split('/');
  for (const index of steps.keys()) {
    const found = isIgnored(rules, steps.slice(0, index + 1).join('/'), above);
    above = found.matches;
    ignored = found.ignored;
  }
  return ignored;
}
