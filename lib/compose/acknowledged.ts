/** `x-aws-acknowledge`: what the project's owners know and accept, by attribute path. */
import type { ComposePath } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { acknowledge } from '../keys/extension/project-keys.js';

/** The reason for which what stands at a path, or around it, is accepted; undefined if nobody does. */
export function acknowledged(project: object, path: ComposePath): string | undefined {
  const entries = Object.entries(stated(project, acknowledge) ?? {});
  return entries.find(([pattern]) => covers(pattern, path))?.[1];
}

/** Whether an attribute path, in which `*` is any name, is that of a place or of something around it. */
export function covers(pattern: string, path: ComposePath): boolean {
  const steps = pattern.split('.');
  // Names may hold dots themselves: the path is taken apart as people read it.
  const found = path.join('.').split('.');
  return found.length >= steps.length && steps.every((step, index) => step === '*' || step === found[index]);
}
