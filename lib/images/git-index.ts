/** A file that Git's index lists. */
export interface IndexEntry {
  /** Below the work tree's root, with `/`. */
  readonly path: string;
  /** `0o100644`, `0o100755`, `0o120000` (a symbolic link) or `0o160000` (a submodule). */
  readonly mode: number;
}

/** Bytes of an entry's file data, before its object's name. */
const STAT_LENGTH = 40;
const EXTENDED = 0x4000;
const FOLDER = 0o040000;

/**
 * The entries of Git's index, versions 2 to 4 (Git's documentation, "gitformat-index"), in its order: sorted by bytes.
 * Undefined for what is no such index, or one that is split or sparse and thus does not list every file itself.
 */
export function parseGitIndex(bytes: Buffer, hashLength: 20 | 32): readonly IndexEntry[] | undefined {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  const entries: IndexEntry[] = [];
  let offset = 12;
  let previous = Buffer.alloc(0);
  for (let count = bytes.readUInt32BE(8); count > 0; count--) {
    const start = offset;
    const flagsAt = start + STAT_LENGTH + hashLength;
    if (flagsAt + 2 > bytes.length) return undefined;
    offset = flagsAt + ((bytes.readUInt16BE(flagsAt) & EXTENDED) === 0 ? 2 : 4);
    let kept = Buffer.alloc(0);
    if (version === 4) {
      const dropped = readOffset(bytes, offset);
      kept = previous.subarray(0, Math.max(0, previous.length - dropped.value));
      offset = dropped.end;
    }
    const end = bytes.indexOf(0, offset);
    if (end < 0) return undefined;
    const path = Buffer.concat([kept, bytes.subarray(offset, end)]);
    const mode = bytes.readUInt32BE(start + 24);
    if (mode === FOLDER) return undefined;
    entries.push({ path: path.toString(), mode });
    previous = path;
    // Up to version 3, entries are padded with 1 to 8 zeros to a multiple of eight bytes.
    offset = version === 4 ? end + 1 : start + Math.ceil((end + 1 - start) / 8) * 8;
  }
  return bytes.toString('latin1', offset, offset + 4) === 'link' ? undefined : entries;
}

/** The number encoding of pack files' offsets: seven bits a byte, each but the last with one added. */
function readOffset(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let end = start;
  let byte = bytes[end++] ?? 0;
  let value = byte & 0x7f;
  while ((byte & 0x80) !== 0) {
    byte = bytes[end++] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, end };
}
