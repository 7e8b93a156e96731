import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** A file to hash: its path, and its size in bytes. */
export interface SizedFile {
  readonly path: string;
  readonly size: number;
}

/** Files that several threads hash: each takes the next one that nobody has taken. */
export interface HashingWork {
  readonly paths: readonly string[];
  /** How many of the files were taken, and of how many the taker is done. */
  readonly counts: Int32Array<SharedArrayBuffer>;
  /** Whether a file's hash is there, by its index. */
  readonly known: Uint8Array<SharedArrayBuffer>;
  /** The hashes, one after the other. */
  readonly hashes: Uint8Array<SharedArrayBuffer>;
}

const hashBytes = 32;
const [taken, done] = [0, 1];
/** What hashing the bytes of a file as large takes, opening it takes too. */
const openingBytes = 1 << 15;
/** Below, the other threads would come when all is done. */
const worthThreads = 1 << 26;
/** More would wait for the memory rather than for each other. */
const maxThreads = 4;
/** In milliseconds; a thread that takes longer for one file is helped out. */
const patience = 10_000;

/**
 * The SHA-256 of each file's bytes, in hex, in the order of the files. Large work is shared with other threads: at once
 * for the caller, who waits for them, since all that reads a build context is synchronous.
 * @throws the file system's error, with its `path`, when a file can't be read.
 */
export function fileHashes(files: readonly SizedFile[]): readonly string[] {
  const effort = files.reduce((sum, { size }) => sum + size + openingBytes, 0);
  const threads = Math.min(availableParallelism(), maxThreads, files.length);
  if (threads < 2 || effort < worthThreads) return files.map(({ path }) => fileHash(path));
  // The largest first: the last ones are what the threads wait for.
  const order = [...files.keys()].toSorted((a, b) => (files[b]?.size ?? 0) - (files[a]?.size ?? 0));
  const work = hashingWork(order.map((index) => files[index]?.path ?? ''));
  for (let thread = 1; thread < threads; thread++) startThread(work);
  takePart(work);
  waitForOthers(work);
  const hashes = new Map(order.map((index, place) => [index, hashAt(work, place)]));
  // What another thread could not read fails here again, with its reason.
  return files.map(({ path }, index) => hashes.get(index) ?? fileHash(path));
}

/** The files as work to share, none of them taken. */
export function hashingWork(paths: readonly string[]): HashingWork {
  return {
    paths,
    counts: new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)),
    known: new Uint8Array(new SharedArrayBuffer(paths.length)),
    hashes: new Uint8Array(new SharedArrayBuffer(hashBytes * paths.length)),
  };
}

/** Hashes files until all are taken. One that can't be read stays unknown. */
export function takePart({ paths, counts, known, hashes }: HashingWork): void {
  for (;;) {
    const index = Atomics.add(counts, taken, 1);
    const path = paths[index];
    if (path === undefined) return;
    try {
      hashes.set(digest(path), index * hashBytes);
      Atomics.store(known, index, 1);
    } catch {
      // Whoever shared the work reads it again, and fails where it can say so.
    }
    Atomics.add(counts, done, 1);
    Atomics.notify(counts, done);
  }
}

/** The hash of the file at an index of the work, in hex; undefined when it is not known. */
export function hashAt({ known, hashes }: HashingWork, index: number): string | undefined {
  if (Atomics.load(known, index) === 0) return undefined;
  return Buffer.from(hashes.subarray(index * hashBytes, (index + 1) * hashBytes)).toString('hex');
}

/** The SHA-256 of a file's bytes, in hex. */
export function fileHash(path: string): string {
  return digest(path).toString('hex');
}

const chunk = Buffer.allocUnsafe(1 << 20);

function digest(path: string): Buffer {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    for (let length = readSync(file, chunk); length > 0; length = readSync(file, chunk)) {
      hash.update(chunk.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
  return hash.digest();
}

/** Nobody misses a thread that can't start or fails: what it has not taken, others take. */
function startThread(work: HashingWork): void {
  try {
    // Neither the loaders of this process nor what its environment makes Node.js load.
    const thread = new Worker(join(__dirname, 'hashing-thread.js'), {
      workerData: work,
      execArgv: [],
      env: {},
    });
    thread.on('error', () => undefined);
    thread.unref();
  } catch {
    // Where the permissions of the process allow no threads.
  }
}

function waitForOthers({ paths, counts }: HashingWork): void {
  for (let seen = Atomics.load(counts, done); seen < paths.length; seen = Atomics.load(counts, done)) {
    if (Atomics.wait(counts, done, seen, patience) === 'timed-out') return;
  }
}
