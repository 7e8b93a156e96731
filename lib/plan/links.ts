import type { Project } from '../compose/project.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';

/** Another name that a service has for one that it links to. */
export interface Link {
  readonly by: string;
  readonly alias: string;
  readonly path: ComposePath;
}

/** By service: the other names that `links` give it. */
export function linksByService({ services }: Project): ReadonlyMap<string, readonly Link[]> {
  const byService = new Map<string, Link[]>();
  for (const [by, { links = [] }] of Object.entries(services))
    links.forEach((link, index) => {
      const [target = '', alias] = link.split(':');
      if (alias === undefined) return;
      const found = byService.get(target) ?? [];
      found.push({ by, alias, path: ['services', by, 'links', index] });
      byService.set(target, found);
    });
  return byService;
}
