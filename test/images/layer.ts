import { gzipSync } from 'node:zlib';
import { Header } from 'tar';
import type { Layer } from './fake-registry.js';

/** A layer with these entries, of 7:8 and with mode 1750: `a/` is a folder, `a -> b` a link, anything else a file. */
export function layer(...entries: readonly string[]): Layer {
  const bytes = gzipSync(archive(...entries));
  return { mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip', bytes };
}

/** The same, without compression. */
export function archive(...entries: readonly string[]): Buffer {
  return Buffer.concat([...entries.map(entry), Buffer.alloc(1024)]);
}

function entry(text: string): Buffer {
  const [path = '', linkpath] = text.split(' -> ');
  const type = path.endsWith('/') ? 'Directory' : linkpath === undefined ? 'File' : 'SymbolicLink';
  const size = type === 'File' ? 5 : 0;
  const block = Buffer.alloc(512 + Math.ceil(size / 512) * 512);
  const header = { path, linkpath, type, size, mode: 0o1750, uid: 7, gid: 8, mtime: new Date(0) } as const;
  new Header(header).encode(block, 0);
  return block;
}
