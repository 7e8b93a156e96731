import type { ComposePath, Span } from '../diagnostics/diagnostic.js';
import type { LoadedProject } from './project.js';
import type { WrittenKey } from './written-keys.js';

/**
 * The variables and labels that the files of `env_file` and `label_file` write, each once: overridden where a later file
 * or the service itself says otherwise.
 */
export function writtenVariables({ environmentFiles, spans }: LoadedProject): readonly WrittenKey[] {
  const written = new Map<string, WrittenKey>();
  const last = new Map<string, Span>();
  for (const { source, statements, path } of environmentFiles)
    for (const { name, start } of statements)
      last.set(JSON.stringify(targetOf(path, name)), { source, start, end: start + name.length });
  for (const { source, statements, path } of environmentFiles)
    for (const { name, start, end } of statements) {
      const at = { source, start, end: start + name.length };
      const target = targetOf(path, name);
      const by = spans.exact(target) ?? last.get(JSON.stringify(target));
      const place = `${start}:${source}`;
      const earlier = written.get(place);
      const counts = by?.source === source && by.start === start ? [target] : [];
      const joined = [...(earlier?.counts ?? []), ...counts];
      written.set(place, {
        at,
        entry: { source, start, end },
        scalar: undefined,
        steers: false,
        path: joined[0] ?? target,
        counts: joined,
        ...(joined.length > 0 || by === undefined ? { fate: 'effective' } : { fate: 'overridden', by }),
      });
    }
  return [...written.values()].toSorted((a, b) =>
    a.at.source === b.at.source ? a.at.start - b.at.start : a.at.source < b.at.source ? -1 : 1,
  );
}

function targetOf([section = '', service = '', key]: ComposePath, name: string): ComposePath {
  return [section, service, key === 'label_file' ? 'labels' : 'environment', name];
}
