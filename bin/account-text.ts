import type { Sources } from '../lib/diagnostics/diagnostic.js';
import { placeFinder, printPlace } from '../lib/diagnostics/places.js';
import type { SupportLevel } from '../lib/keys/key.js';
import type { AccountedVerdict, AccountEntry } from '../lib/plan/account.js';
import type { TemplatePlace } from './template-places.js';

const levels: readonly SupportLevel[] = ['full', 'partial', 'ignored', 'rejected'];

/** `24 keys: 21 full, 2 partial, 1 ignored; 3 overridden`, each key as it is written; nothing for no keys. */
export function accountSummary(entries: readonly AccountEntry[]): string {
  if (entries.length === 0) return '';
  const count = (matches: (entry: AccountEntry) => boolean, name: string) => {
    const number = entries.filter(matches).length;
    return number === 0 ? [] : [`${number} ${name}`];
  };
  const judged = levels.flatMap((level) => count(({ verdict }) => verdict?.level === level, level));
  const others = (['overridden', 'inactive'] as const).flatMap((fate) =>
    count((entry) => entry.fate === fate, fate),
  );
  const total = `${entries.length} ${entries.length === 1 ? 'key' : 'keys'}`;
  return `${total}: ${[judged, others].flatMap((part) => (part.length === 0 ? [] : [part.join(', ')])).join('; ')}\n`;
}

/** One line for each of these verdicts: place, level, path, and the reason with the way out. */
export function verdictLines(verdicts: readonly AccountedVerdict[], sources: Sources): string {
  const find = placeFinder(sources);
  return table(
    verdicts.map((verdict) => [
      verdict.at === undefined ? '' : printPlace(find, verdict.at),
      verdict.level,
      verdict.path.join('.'),
      reasonOf(verdict),
    ]),
  );
}

/** Every key in the order of the files, each with its place and what becomes of it; parts of its value below it. */
export function accountText(
  entries: readonly AccountEntry[],
  sources: Sources,
  templates?: ReadonlyMap<AccountEntry, readonly TemplatePlace[]>,
): string {
  const find = placeFinder(sources);
  const rows = entries.flatMap((entry) => {
    const { at, path, fate, by, because, verdict, parts } = entry;
    const place = printPlace(find, at);
    const label = path.join('.');
    if (verdict === undefined) {
      const reason = because ?? (by === undefined ? 'removed' : `by ${printPlace(find, by)}`);
      return [[place, fate, label, reason]];
    }
    const reason = entry.inherits ? `as ${verdict.path.join('.')}` : reasonOf(verdict);
    return [
      [place, verdict.level, label, reason],
      ...parts.map((part) => [
        part.at === undefined ? '' : printPlace(find, part.at),
        part.level,
        part.path.join('.'),
        reasonOf(part),
      ]),
      ...placeRows(templates?.get(entry) ?? []),
    ];
  });
  return table(rows);
}

const SHOWN = 4;

function placeRows(places: readonly TemplatePlace[]): readonly (readonly string[])[] {
  const shown = places.slice(0, places.length > SHOWN ? SHOWN - 1 : SHOWN);
  const more = places.length - shown.length;
  return [
    ...shown.map(({ stack, pointer }) => ['', '', `  -> ${stack}#${pointer}`]),
    ...(more === 0 ? [] : [['', '', `  -> and ${more} more`]]),
  ];
}

function reasonOf({ because, instead, acknowledged }: AccountedVerdict): string {
  if (acknowledged !== undefined) return `${because}; acknowledged: ${acknowledged}`;
  return instead === undefined ? because : `${because}; ${instead}`;
}

/** Columns, of which the last one is ragged; a cell too long for its column pushes what follows. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = [0, 1, 2].map((column) =>
    Math.min(
      48,
      Math.max(0, ...rows.filter((row) => row.length > column + 1).map((row) => row[column]?.length ?? 0)),
    ),
  );
  return rows
    .map((row) =>
      row.map((cell, column) => cell.padEnd(column === row.length - 1 ? 0 : (widths[column] ?? 0))),
    )
    .map((cells) => `${cells.join('  ').trimEnd()}\n`)
    .join('');
}
