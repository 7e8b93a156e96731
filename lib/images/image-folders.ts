import { once } from 'node:events';
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

/** What came of a layer: it was read, it never will be (its format, its bytes), or it could not be fetched just now. */
type Reading = 'read' | 'unreadable' | 'missed';

/**
 * What an image has at these paths, by path. Reads its layers from the top one down, no further than it takes. A path is
 * left out when a layer could not be fetched: another time it may be.
 */
export async function imageFolders(
  client: RegistryClient,
  { repository, layers }: Layers<{ readonly layers: readonly LayerDescriptor[] }>,
  paths: readonly string[],
): Promise<Readonly<Record<string, FolderFacts>>> {
  const searches = paths.map((path) => ({ path, search: folderSearch(path) }));
  const open = (): readonly FolderSearch[] =>
    searches.map(({ search }) => search).filter(({ isDone }) => !isDone());
  let bytes = 0;
  let reading: Reading = 'read';
  for (const layer of layers.toReversed()) {
    if (open().length === 0) break;
    bytes += layer.size;
    reading = bytes > MOST_BYTES ? 'unreadable' : await readLayer(client, { repository, layer }, open);
    if (reading !== 'read') break;
    for (const { search } of searches) search.endLayer();
  }
  return Object.fromEntries(
    searches.flatMap(({ path, search }): [string, FolderFacts][] => {
      if (reading === 'read' || search.isDone()) return [[path, search.result()]];
      return reading === 'missed' ? [] : [[path, { holds: 'unknown' }]];
    }),
  );
}

/** Shows the entries of a layer to those who look for something. */
async function readLayer(
  client: RegistryClient,
  { repository, layer }: Layers<{ readonly layer: LayerDescriptor }>,
  open: () => readonly FolderSearch[],
): Promise<Reading> {
  // Node reads no zstd in all versions that we run on, and what a lock holds must not depend on them.
  if (!/[.+](?:tar|tar\.gzip|gzip)$/.test(layer.mediaType)) return 'unreadable';
  const { value: bytes, diagnostics } = await client.stream(repository, `blobs/${layer.digest}`);
  if (bytes === undefined) return diagnostics.length > 0 ? 'missed' : 'unreadable';
  let isBrokenOff = false;
  const chunks = async function* (): AsyncGenerator<Uint8Array, void> {
    try {
      yield* bytes;
    } catch (error) {
      isBrokenOff = true;
      throw error;
    }
  };
  // Most builds read no layer.
  const { Parser } = await import('tar');
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
  let isBroken = false;
  entries.on('error', () => (isBroken = true));
  try {
    // Leaving the loop closes the connection, which would otherwise wait for what nobody reads.
    for await (const chunk of chunks()) {
      const isFlowing = entries.write(Buffer.from(chunk));
      if (isBroken) return 'unreadable';
      if (!isFlowing) await once(entries, 'drain');
      if (open().length === 0) return 'read';
    }
    const ended = once(entries, 'end');
    entries.end();
    await ended;
    return 'read';
  } catch {
    return isBrokenOff ? 'missed' : 'unreadable';
  }
}
