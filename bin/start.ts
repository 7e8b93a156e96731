import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { doWithoutOptimizer } from './optimizer.js';

/**
 * Runs a bundled program with the machine code that V8 made of it when the same command ran before; compiling it anew
 * is a third of what a short command takes. The code lies beside the program: who may change the one may change the
 * other. Where nothing can be written there, every run compiles.
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

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

function keep(script: Script, path: string): void {
  try {
    doWithoutOptimizer();
    mkdirSync(dirname(path), { recursive: true });
    const part = `${path}.${process.pid}`;
    writeFileSync(part, script.createCachedData());
    renameSync(part, path);
  } catch {
    // A folder of somebody else's, or a file system without room: the next run compiles again.
  }
}
