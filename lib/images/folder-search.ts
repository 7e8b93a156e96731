import { posix } from 'node:path';
import type { FolderFacts } from '../model/image-lock.js';

/** An entry of a layer. Its path has no slash at its beginning or end. */
export interface LayerEntry {
  readonly path: string;
  readonly kind: 'folder' | 'link' | 'file';
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
}

/** What an image has at one path, as its layers tell it from the top one down. */
export interface FolderSearch {
  readonly see: (entry: LayerEntry) => void;
  /** What a layer takes away, it takes from those below it alone. */
  readonly endLayer: () => void;
  /** Whether what the other layers have changes nothing. */
  readonly isDone: () => boolean;
  /** Once it is done, or all layers were seen. */
  readonly result: () => FolderFacts;
}

/** Begins the name of what the layers below have in vain (OCI Image Specification, "Whiteouts"). */
const WHITEOUT = '.wh.';
/** Stands in a folder of which the layers below have everything in vain. */
const OPAQUE = '.wh..wh..opq';

/** Looks for what an image has at an absolute path. */
export function folderSearch(absolute: string): FolderSearch {
  const wanted = posix.normalize(absolute).replaceAll(/^\/+|\/+$/g, '');
  let folder: LayerEntry | undefined;
  let decided: FolderFacts | undefined;
  /** What this layer takes away, and what those above it took. */
  let taking: string[] = [];
  const taken = new Set<string>();

  const result = (): FolderFacts => decided ?? (folder === undefined ? { holds: 'nothing' } : empty(folder));
  return {
    see: ({ path, ...entry }) => {
      const parent = posix.dirname(path);
      if (decided !== undefined || !(isBelow(path, wanted) || parent === '.' || isBelow(wanted, parent)))
        return;
      const name = posix.basename(path);
      if (name === OPAQUE) taking.push(`${parent}/`);
      else if (name.startsWith(WHITEOUT)) taking.push(posix.join(parent, name.slice(WHITEOUT.length)));
      else if (isTaken(path, taken)) return;
      else if (isBelow(path, wanted)) decided = { holds: 'files' };
      else if (path === wanted && entry.kind === 'folder') folder ??= { path, ...entry };
      // Behind a link, what is wanted has another path in the layers.
      else if (path === wanted || isBelow(wanted, path))
        decided =
          entry.kind === 'folder' ? decided : { holds: entry.kind === 'link' ? 'unknown' : 'nothing' };
    },
    endLayer: () => {
      for (const path of taking) taken.add(path);
      taking = [];
      if (isTaken(`${wanted}/any`, taken)) decided ??= result();
    },
    isDone: () => decided !== undefined,
    result,
  };
}

function empty({ uid, gid, mode }: LayerEntry): FolderFacts {
  const octal = (mode & 0o7777).toString(8).padStart(4, '0');
  return { holds: 'no files', owner: `${uid}:${gid}`, mode: octal };
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(`${folder}/`);
}

/** `a/b` takes itself and what is below it, `a/` only what is below. */
function isTaken(path: string, taken: ReadonlySet<string>): boolean {
  for (let at = path; at !== '.'; at = posix.dirname(at)) {
    if (taken.has(at) || (at !== path && taken.has(`${at}/`))) return true;
  }
  return taken.has('./');
}
