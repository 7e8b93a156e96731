import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { crc32 } from 'node:zlib';
import { doWithoutOptimizer } from './optimizer.js';

/**
 * Runs a bundled program with the bytecode that V8 made of it when the same command ran before; compiling it anew is a
 * third of what a short command takes. The code lies beside the program: who may change the one may change the other.
 * Where nothing can be written there, every run compiles.
 * @param bundle - The path of the program, a CommonJS module without dynamic imports.
 * @param id - Names the content of the bundle: V8 itself compares no more than its length.
 */
export function start(bundle: string, id: string): void {
  // They are part of what V8 wants to be the same.
  doWithoutOptimizer();
  const code = join(
    dirname(bundle),
    '.compile-cache',
    `${id}-${process.version}-${process.arch}-${command()}`,
  );
  const script = new Script(Module.wrap(readFileSync(bundle, 'utf8')), {
    filename: bundle,
    cachedData: readIfThere(code),
  });
  // At the end, since by then V8 has compiled what the command calls.
  if (script.cachedDataRejected !== false)
    process.once('exit', (status) => status === 0 && keep(script, code));
  const module = { exports: {} };
  script.runInThisContext()(module.exports, createRequire(bundle), module, bundle, dirname(bundle));
}

/** Each command calls other functions of the program. */
function command(): string {
  return /^[a-z]+$/.exec(process.argv[2] ?? '')?.[0] ?? 'none';
}

/** V8 trusts the code that it is given, and crashes on what a disk has spoilt: so its checksum stands before it. */
function readIfThere(path: string): Buffer | undefined {
  try {
    const kept = readFileSync(path);
    const code = kept.subarray(checksumBytes);
    return kept.readUInt32LE() === crc32(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

const checksumBytes = 4;

function keep(script: Script, path: string): void {
  const folder = dirname(path);
  const part = `${path}.${process.pid}`;
  try {
    // What root leaves in a folder of somebody else's, its owner can't remove.
    if (process.getuid?.() !== undefined && statSync(dirname(folder)).uid !== process.getuid()) return;
    doWithoutOptimizer();
    const code = script.createCachedData();
    const checksum = Buffer.alloc(checksumBytes);
    // Absent from the first releases of Node.js 20 and 22, which compile each time.
    checksum.writeUInt32LE(crc32(code));
    mkdirSync(folder, { recursive: true });
    writeFileSync(part, Buffer.concat([checksum, code]));
    renameSync(part, path);
  } catch {
    // A folder of somebody else's, or a file system without room: the next run compiles again.
    removeIfThere(part);
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // Nor was it written.
  }
}
