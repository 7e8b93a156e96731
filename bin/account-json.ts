import type { Sources, Span } from '../lib/diagnostics/diagnostic.js';
import { placeFinder } from '../lib/diagnostics/places.js';
import type { AccountedVerdict, AccountEntry } from '../lib/plan/account.js';
import type { TemplatePlace } from './template-places.js';

/**
 * The account for programs: an entry for each key as written. `of` names the key around it whose verdict it shares,
 * `counts` where it stands in the project if that is elsewhere than in its file.
 */
export function accountJson(
  entries: readonly AccountEntry[],
  sources: Sources,
  templates?: ReadonlyMap<AccountEntry, readonly TemplatePlace[]>,
): readonly object[] {
  const find = placeFinder(sources);
  const placeOf = (span: Span) => {
    const { line, column } = find(span) ?? {};
    return { source: span.source, line, column };
  };
  const said = ({ level, because, instead, acknowledged }: AccountedVerdict) => ({
    level,
    because,
    instead,
    acknowledged,
  });
  return entries.map((entry) => {
    const { path, at, fate, by, because, counts, verdict, parts } = entry;
    const elsewhere = counts.filter((place) => place.join('.') !== path.join('.'));
    return {
      path,
      at: placeOf(at),
      fate,
      by: by && placeOf(by),
      ...(verdict === undefined ? { because } : said(verdict)),
      of: entry.inherits ? verdict?.path : undefined,
      counts: elsewhere.length === 0 ? undefined : counts,
      parts:
        parts.length === 0
          ? undefined
          : parts.map((part) => ({ path: part.path, at: part.at && placeOf(part.at), ...said(part) })),
      templates: templates?.get(entry),
    };
  });
}
