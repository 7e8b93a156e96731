import type { Outcome } from './emulator.js';

/** Expects that a command of the CDK CLI succeeded; the end of its output tells why it did not. */
export function expectSuccess({ code, output }: Outcome): void {
  expect({ code, output: code === 0 ? '' : output.slice(-6000) }).toEqual({ code: 0, output: '' });
}
