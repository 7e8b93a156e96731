import { setFlagsFromString } from 'node:v8';

/**
 * Leaves code as V8's first compilers make it. Most of what a command runs it runs once: its optimizing compilers would
 * take a fifth of the CPU, on threads of their own, for machine code that comes too late to pay. Loading two thousand
 * services is where it begins to pay.
 */
export function doWithoutOptimizer(): void {
  setFlagsFromString('--no-opt');
  setFlagsFromString('--no-maglev');
}

/** Optimizes again, for work that grows with the files of a build context. */
export function useOptimizer(): void {
  setFlagsFromString('--opt');
}
