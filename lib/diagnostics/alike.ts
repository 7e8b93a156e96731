import type { Diagnostic } from './diagnostic.js';
import { printPlace, type placeFinder } from './places.js';

/** From this many on, warnings and notes that differ in nothing but their place stand together. */
export const MANY = 4;

/**
 * Findings of one kind at one place, as a fragment that many services share has them: one frame serves them all. The
 * same warning at many places is told once, with its places.
 */
export function grouped(
  diagnostics: readonly Diagnostic[],
): readonly (readonly [Diagnostic, ...Diagnostic[]])[] {
  const kindOf = ({ code, severity, fix, related }: Diagnostic) =>
    JSON.stringify([code, severity, fix, related]);
  const counts = new Map<string, number>();
  for (const diagnostic of diagnostics)
    counts.set(kindOf(diagnostic), (counts.get(kindOf(diagnostic)) ?? 0) + 1);
  const groups = new Map<string, [Diagnostic, ...Diagnostic[]]>();
  for (const [index, diagnostic] of diagnostics.entries()) {
    const { severity, at } = diagnostic;
    const kind = kindOf(diagnostic);
    const isOften = severity !== 'error' && (counts.get(kind) ?? 0) >= MANY;
    const identity = isOften ? kind : JSON.stringify([kind, at ?? index]);
    const group = groups.get(identity);
    if (group === undefined) groups.set(identity, [diagnostic]);
    else group.push(diagnostic);
  }
  return [...groups.values()];
}

/** Those that say the same of several services, the service's name aside. */
export function alike(
  group: readonly [Diagnostic, ...Diagnostic[]],
): readonly [Diagnostic, ...Diagnostic[]][] {
  const kinds = new Map<string, [Diagnostic, ...Diagnostic[]]>();
  for (const one of group) {
    const service = serviceOf(one);
    const kind = service === undefined ? one.message : one.message.replaceAll(`'${service}'`, "''");
    const known = kinds.get(kind);
    if (known === undefined) kinds.set(kind, [one]);
    else known.push(one);
  }
  return [...kinds.values()];
}

/** The Compose service that a finding is about. */
export function serviceOf({ path = [] }: Diagnostic): string | undefined {
  return path[0] === 'services' ? String(path[1]) : undefined;
}

/** `web (compose.yaml:3:5)` */
export function placeOfService(diagnostic: Diagnostic, find: ReturnType<typeof placeFinder>): string {
  const { at } = diagnostic;
  const place = at === undefined ? undefined : printPlace(find, at);
  const service = serviceOf(diagnostic);
  return service === undefined ? (place ?? '') : service + (place === undefined ? '' : ` (${place})`);
}
