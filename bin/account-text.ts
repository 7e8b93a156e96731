import type { Sources } from '../lib/diagnostics/diagnostic.js';
import { placeFinder, printPlace } from '../lib/diagnostics/places.js';
import type { SupportLevel } from '../lib/keys/key.js';
import type { AccountedKey } from '../lib/plan/account-of-keys.js';

const levels: readonly (readonly [SupportLevel, string])[] = [
  ['rejected', 'refused'],
  ['partial', 'carried over in part'],
  ['ignored', 'of no meaning on Amazon ECS'],
  ['full', 'carried over in full'],
];

/**
 * What becomes of every key, by level, each with its reason and place. Keys that are carried over in full are only
 * counted, unless `all` asks for them.
 */
export function accountText(
  keys: readonly AccountedKey[],
  sources: Sources,
  { all }: { readonly all: boolean },
): string {
  const find = placeFinder(sources);
  const blocks = levels.flatMap(([level, meaning]) => {
    const found = keys.filter((key) => key.level === level).toSorted(byPlace);
    if (found.length === 0) return [];
    const heading = `${found.length} ${found.length === 1 ? 'key' : 'keys'} ${meaning}`;
    if (level === 'full' && !all) return [heading];
    const width = Math.min(48, Math.max(...found.map(({ path }) => path.join('.').length)));
    const lines = found.map(({ path, because, instead, at }) => {
      const place = at === undefined ? '' : ` (${printPlace(find, at)})`;
      return `  ${path.join('.').padEnd(width)}  ${because}${instead === undefined ? '' : `; ${instead}`}${place}`;
    });
    return [[heading, ...lines].join('\n')];
  });
  return blocks.length === 0 ? '' : `${blocks.join('\n')}\n`;
}

function byPlace({ at: a }: AccountedKey, { at: b }: AccountedKey): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a.source === b.source ? a.start - b.start : a.source < b.source ? -1 : 1;
}
