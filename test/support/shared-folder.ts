import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './source-files.js';

/**
 * A path in the folder of test material that lies beside the repository (or where CDK_COMPOSE_SHARED says);
 * undefined where there is none, so that a test can say that it was skipped.
 */
export function sharedMaterial(...path: readonly string[]): string | undefined {
  const place = join(resolve(root, process.env['CDK_COMPOSE_SHARED'] ?? '../shared'), ...path);
  return existsSync(place) ? place : undefined;
}

/** `describe` where the material is there; otherwise a skipped block that says why. */
export function describeWith(
  material: string | undefined,
  missing: string,
  name: string,
  tests: (material: string) => void,
): void {
  if (material === undefined) {
    describe.skip(`${name} (skipped: ${missing})`, () => {
      test('needs what is missing', () => undefined);
    });
  } else {
    describe(name, () => tests(material));
  }
}
