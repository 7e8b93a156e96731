import { once } from 'node:events';
import { Parser } from 'tar';
import type { FolderFacts } from '../model/image-lock.js';
import { folderSearch, type FolderSearch } from './folder-search.js';
import type { RegistryClient } from './registry-client.js';

/** A layer as an image's manifest lists it. */
export interface LayerDescriptor {
  readonly digest: string;
  readonly mediaType: string;
  /** Bytes, as they are stored. */
  readonly size: number;
}

/** A layer of a repository. */
type Layers<T> = { readonly repository: string } & T;

/** How many bytes of an image are read for this at most: half a minute on a usual line, enough for most images. */
const MOST_BYTES = 512 * 1024 * 1024;

/** What an image has at these paths, by path. Reads its layers from the top one down, no further than it takes. */
export async function imageFolders(
  client: RegistryClient,
  { repository, layers }: Layers<{ readonly layers: readonly LayerDescriptor[] }>,
  paths: readonly string[],
): Promise<Readonly<Record<string, FolderFacts>>> {
  const searches = paths.map((path) => ({ path, search: folderSearch(path) }));
  const open = (): readonly FolderSearch[] =>
    searches.map(({ search }) => search).filter(({ isDone }) => !isDone());
  let bytes = 0;
  let isWhole = true;
  for (const layer of layers.toReversed()) {
    if (open().length === 0) break;
    bytes += layer.size;
    isWhole = bytes <= MOST_BYTES && (await readLayer(client, { repository, layer }, open));
    if (!isWhole) break;
    for (const { search } of searches) search.endLayer();
  }
  return Object.fromEntries(
    searches.map(({ path, search }) => [
      path,
      isWhole || search.isDone() ? search.result() : { holds: 'unknown' },
    ]),
  );
}

/** Shows the entries of a layer to those who look for something; false: it can't be read. */
async function readLayer(
  client: RegistryClient,
  { repository, layer }: Layers<{ readonly layer: LayerDescriptor }>,
  open: () => readonly FolderSearch[],
): Promise<boolean> {
  // Node reads no zstd in all versions that we run on, and what a lock holds must not depend on them.
  if (!/[.+](?:tar|tar\.gzip|gzip)$/.test(layer.mediaType)) return false;
  const { value: bytes } = await client.stream(repository, `blobs/${layer.digest}`);
  if (bytes === undefined) return false;
  const entries = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      const path = entry.path.replaceAll(/^(?:\.?\/)+|\/+$/g, '');
      const kind = entry.type === 'Directory' ? 'folder' : entry.type === 'SymbolicLink' ? 'link' : 'file';
      const { uid = 0, gid = 0, mode = 0 } = entry;
      for (const search of path === '' ? [] : open()) search.see({ path, kind, uid, gid, mode });
      entry.resume();
    },
  });
  const failed = once(entries, 'error').then(() => false);
  const read = async (): Promise<boolean> => {
    for await (const chunk of bytes) {
      if (open().length === 0) return true;
      if (!entries.write(Buffer.from(chunk))) await once(entries, 'drain');
    }
    const ended = once(entries, 'end');
    entries.end();
    await ended;
    return true;
  };
  return Promise.race([failed, read()]).catch(() => false);
}
