import { isAbsolute, join } from 'node:path';
import type { LoadedProject } from '../compose/project.js';
import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import { placed } from './placed.js';
import type { ServiceBuild } from './service-build.js';

type Build = ServiceBuild & { readonly 'x-bake'?: unknown };

/** The keys of `x-bake` that are lists, with the key of `build` that each adds to. */
const lists = {
  tags: 'tags',
  'cache-from': 'cache_from',
  'cache-to': 'cache_to',
  ssh: 'ssh',
  platforms: 'platforms',
  'no-cache-filter': 'no_cache_filter',
} as const;

/**
 * A loaded project with what `x-bake` says taken over into each `build`, as buildx does it (docs.docker.com, "Building
 * with Bake from a Compose file"): lists are added to, `pull` and `no-cache` replaced, contexts merged. Not taken over,
 * and told: `output`, since images are pushed, `secret`, since `build.secrets` has all of it, and what Bake has not.
 */
export function applyXBake(
  loaded: LoadedProject,
): Checked<LoadedProject> & { readonly value: LoadedProject } {
  const { project, directory, spans } = loaded;
  const found: Diagnostic[] = [];
  const services = Object.entries(project.services).map(([service, definition]) => {
    const { 'x-bake': extension, ...build }: Partial<Build> = definition.build ?? {};
    if (typeof extension !== 'object' || extension === null || build.context === undefined)
      return [service, definition];
    const own = { ...build, context: build.context };
    const stated = Object.entries(extension).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const changed = stated.reduce((result, [key, value]): ServiceBuild => {
      const taken = takeOver(result, { key, value: value as unknown, directory });
      if (taken !== undefined) return taken;
      const path = ['services', service, 'build', 'x-bake', key];
      found.push(diagnose('x-bake-not-taken-over', { service, key }, { path }));
      return result;
    }, own as ServiceBuild);
    return [service, { ...definition, build: changed }];
  });
  const value = {
    ...loaded,
    project: { ...project, services: Object.fromEntries(services) as typeof project.services },
  };
  return { value, diagnostics: placed(found, spans) };
}

function takeOver(
  build: ServiceBuild,
  { key, value, directory }: { readonly key: string; readonly value: unknown; readonly directory: string },
): ServiceBuild | undefined {
  if (key in lists) {
    const own = lists[key as keyof typeof lists];
    // A single text is a list of words.
    const added = typeof value === 'string' ? value.split(/\s+/).filter(Boolean) : value;
    if (!isTexts(added)) return undefined;
    return { ...build, [own]: [...new Set([...(build[own] ?? []), ...added])] };
  }
  if (key === 'pull' || key === 'no-cache')
    return typeof value === 'boolean'
      ? { ...build, [key === 'pull' ? 'pull' : 'no_cache']: value }
      : undefined;
  if (key !== 'contexts' || typeof value !== 'object' || value === null) return undefined;
  if (!isTexts(Object.values(value))) return undefined;
  const contexts = Object.entries(value as Readonly<Record<string, string>>).map(([name, context]) => [
    name,
    localised(context.replace(/^target:/, 'service:'), directory),
  ]);
  return {
    ...build,
    additional_contexts: {
      ...build.additional_contexts,
      ...(Object.fromEntries(contexts) as Record<string, string>),
    },
  };
}

/** Contexts are paths unless they name something else: `docker-image://…`, `service:…`, a URL or a Git address. */
function localised(context: string, directory: string): string {
  return isAbsolute(context) || /^[a-z][a-z0-9+.-]*:|^git@/i.test(context)
    ? context
    : join(directory, context);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
