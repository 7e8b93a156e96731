import { createHash } from 'node:crypto';

/** A logical id from a place within a stack: its letters and digits, and a digest, for different places read alike. */
export function idOfPlace(place: string): string {
  const digest = createHash('sha256').update(place).digest('hex').slice(0, 8).toUpperCase();
  return `${place.replaceAll(/[^A-Za-z0-9]/g, '').slice(0, 200)}${digest}`;
}
