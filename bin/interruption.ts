import { setMaxListeners } from 'node:events';
import type { Machine } from './machine.js';

/** What a command does may be interrupted by the user, until it stops listening. */
export interface Interruption {
  readonly signal: AbortSignal;
  readonly stopListening: () => void;
}

/** The user's wish to stop, as a signal. */
export function interruption({ onInterrupt }: Pick<Machine, 'onInterrupt'>): Interruption {
  const controller = new AbortController();
  // Every request and every child hears it: Node.js would take more than ten for a leak, and tell the user.
  setMaxListeners(0, controller.signal);
  return { signal: controller.signal, stopListening: onInterrupt(() => controller.abort()) };
}
