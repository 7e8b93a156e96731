import { isUtf8 } from 'node:buffer';
import type { FileRead } from './file-system.js';

/** The text of a file's bytes. Compose's YAML parser takes UTF-16 too, as some editors of Windows write it, if a byte order mark says so. */
export function decodeText(bytes: Uint8Array): FileRead {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const mark = buffer.subarray(0, 2).toString('hex');
  if (mark === 'fffe' || mark === 'feff') {
    const decoder = new TextDecoder(mark === 'fffe' ? 'utf-16le' : 'utf-16be');
    return { kind: 'file', text: decoder.decode(buffer) };
  }
  const text = buffer.toString('utf8');
  return isUtf8(buffer) ? { kind: 'file', text } : { kind: 'file', text, invalid: true };
}
