/** Every key that a Compose file writes, and what became of it: the ground of the account of keys. */
import type { ComposePath, Span } from '../diagnostics/diagnostic.js';
import { textOf } from '../syntax/node.js';
import type { Node } from '../syntax/node.js';
import { cut } from '../syntax/sequence.js';
import { documentKeys, type DocumentKey } from './document-keys.js';
import type { LoadedProject } from './project.js';

/** A key as one file writes it. */
export interface WrittenKey extends Pick<DocumentKey, 'path' | 'at' | 'entry' | 'scalar'> {
  /** `inactive`: it belongs to something that the project has no use for; `because` says what. */
  readonly fate: 'effective' | 'overridden' | 'inactive';
  /** What stands in its place, or what removes it, for an overridden key. */
  readonly by?: Span;
  readonly because?: string;
  /** Where it counts in the project: several places if services extend it or aliases name it. */
  readonly counts: readonly ComposePath[];
  /** It steers the loading (`extends`, `<<`, `!reset`) and is gone once that is done. */
  readonly steers: boolean;
}

/** The keys of every Compose file that was read, each of them once, in reading order. */
export function writtenKeys({ project, tree, spans, sources }: LoadedProject): readonly WrittenKey[] {
  const places = placesOf(tree);
  const files = [...sources].map(([source, text]) => documentKeys(text, source));
  const resets = files.flat().filter(({ role }) => role === 'reset');

  const judge = (key: DocumentKey, parent: WrittenKey | undefined): WrittenKey => {
    const { path, at, entry, scalar, role } = key;
    const own = {
      path,
      at,
      entry,
      scalar,
      steers: role !== 'plain' || isSpent(path),
      counts: countsOf(places, key),
    };
    if (own.counts.length > 0) {
      const because = own.counts.map((where) => idle(project, where));
      const [reason] = because;
      return because.includes(undefined) || reason === undefined
        ? { ...own, fate: 'effective' }
        : { ...own, fate: 'inactive', because: reason };
    }
    if (parent?.fate === 'inactive') return { ...own, ...fateOf(parent) };
    if (own.steers) return { ...own, ...(parent === undefined ? { fate: 'effective' } : fateOf(parent)) };
    if (resets.some((reset) => isInside(reset.at, entry))) return { ...own, fate: 'effective' };
    const by = substitute(path, at, parent);
    if (by !== undefined) return { ...own, fate: 'overridden', by };
    if (path.length <= 2)
      return { ...own, fate: 'inactive', because: 'nothing of this project extends or includes it' };
    return { ...own, ...(parent?.fate === 'overridden' ? fateOf(parent) : { fate: 'overridden' }) };
  };
  const substitute = (path: ComposePath, at: Span, parent: WrittenKey | undefined): Span | undefined => {
    const name = path.at(-1) ?? '';
    const around = parent === undefined ? [[]] : [...parent.counts, parent.path];
    const stands = around
      .map((where) => spans.exact([...where, name]))
      .find((place) => place !== undefined && placeText(place) !== placeText(at));
    return stands ?? resets.find((reset) => isWithin(path, reset.path))?.at;
  };
  return files.flatMap((keys) => {
    const judged = new Map<string, WrittenKey>();
    // The parent is the last key above that has a shorter path: documents of one file may repeat paths.
    return keys.map((key) => {
      const above = key.path.findLastIndex(
        (step, index) => index < key.path.length - 1 && typeof step === 'string',
      );
      const verdict = judge(key, judged.get(JSON.stringify(key.path.slice(0, above + 1))));
      judged.set(JSON.stringify(key.path), verdict);
      return verdict;
    });
  });
}

function fateOf({ fate, by, because }: WrittenKey): Pick<WrittenKey, 'fate' | 'by' | 'because'> {
  return { fate, ...(by === undefined ? {} : { by }), ...(because === undefined ? {} : { because }) };
}

/** Keys whose content is spent once the project is loaded. */
function isSpent([section, , key]: ComposePath): boolean {
  return section === 'include' || section === 'version' || (section === 'services' && key === 'extends');
}

/** Why what stands there does nothing; undefined if it may do something. */
function idle(project: LoadedProject['project'], [section, name]: ComposePath): string | undefined {
  if (typeof section !== 'string' || typeof name !== 'string') return undefined;
  if (section === 'services')
    return Object.hasOwn(project.services, name) ? undefined : `no active profile enables service ${name}`;
  if (!['networks', 'volumes', 'secrets', 'configs', 'models'].includes(section)) return undefined;
  const used = (project as unknown as Readonly<Record<string, object | undefined>>)[section];
  return used !== undefined && Object.hasOwn(used, name) ? undefined : 'no service uses it';
}

type Places = ReadonlyMap<string, readonly ComposePath[]>;

/** The paths at which a key is part of the project: its own place is, or that of something in its value. */
function countsOf(places: Places, { path, at, parts }: DocumentKey): readonly ComposePath[] {
  const own = places.get(`key ${placeText(at)}`);
  if (own !== undefined) return own;
  const found = new Map<string, ComposePath>();
  for (const { at: part, depth } of parts())
    for (const place of [`key ${placeText(part)}`, placeText(part)])
      for (const where of places.get(place) ?? []) {
        const holder = where.slice(0, where.length - depth);
        if (isSamePlace(holder, path)) found.set(JSON.stringify(holder), holder);
      }
  return [...found.values()];
}

/** Whether one is the other, perhaps in another service, which extends it. */
function isSamePlace(path: ComposePath, written: ComposePath): boolean {
  return (
    path.length === written.length &&
    path.every(
      (step, index) =>
        step === written[index] ||
        (index === 1 && path[0] === 'services') ||
        // Lists that are joined count on.
        (typeof step === 'number' && typeof written[index] === 'number'),
    )
  );
}

function placesOf(tree: Node): Places {
  const places = new Map<string, ComposePath[]>();
  const note = (place: string, path: ComposePath) => {
    const paths = places.get(place);
    if (paths === undefined) places.set(place, [path]);
    else paths.push(path);
  };
  const visit = (node: Node, path: ComposePath): void => {
    if (node.key !== undefined) note(`key ${placeText(node.key)}`, path);
    note(placeText(node.at), path);
    if (node.kind === 'list')
      for (const [index, item] of node.list.entries()) {
        visit(item, [...path, index]);
        // Variables and labels have become texts like `NAME=value`, at the places of their keys.
        const text = textOf(item);
        if (text !== undefined) note(`key ${placeText(item.at)}`, [...path, cut(text)[0]]);
      }
    if (node.kind === 'map') for (const [name, value] of node.map) visit(value, [...path, name]);
  };
  visit(tree, []);
  return places;
}

function isWithin(path: ComposePath, outer: ComposePath): boolean {
  return path.length >= outer.length && outer.every((step, index) => step === path[index]);
}

function isInside({ source, start }: Span, outer: Span): boolean {
  return source === outer.source && start >= outer.start && start < outer.end;
}

function placeText({ source, start }: Span): string {
  return `${start}:${source}`;
}
