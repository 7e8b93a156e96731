import { runCommand, type Command } from '../../../lib/images/process.js';

/** `describe` where with-engine.sh has started a real engine; elsewhere its tests report as skipped. */
export const describeWithEngine = process.env['CDK_COMPOSE_ENGINE'] === undefined ? describe.skip : describe;

export const openRegistry = '127.0.0.1:5000';
/** User AWS, password pw. */
export const guardedRegistry = '127.0.0.1:5001';
export const base = `${openRegistry}/base/busybox:1`;

/** Runs the real buildx and gives what it prints; fails the test when it fails. */
export async function buildx(args: readonly string[], command: Partial<Command> = {}): Promise<string> {
  const finished = await runCommand({
    environment: process.env,
    ...command,
    argv: ['docker', 'buildx', ...args],
  });
  if (finished.kind !== 'exited' || finished.code !== 0) throw new Error(JSON.stringify(finished));
  return finished.stdout;
}
