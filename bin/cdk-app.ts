import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether the CDK CLI would find an app in a folder. */
export function hasApp(directory: string): boolean {
  const text = contentOf(join(directory, 'cdk.json'));
  if (text === undefined) return false;
  try {
    return typeof (JSON.parse(text) as { app?: unknown } | null)?.app === 'string';
  } catch {
    // The CDK CLI says what is wrong with it.
    return true;
  }
}

/** The folders right below that have a CDK app with this package, as `cdk-compose init` writes one beside a project. */
export function appsBelow(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && hasApp(join(directory, entry.name)))
    .map(({ name }) => name)
    .filter((name) => contentOf(join(directory, name, 'package.json'))?.includes('"cdk-compose"') === true)
    .toSorted();
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
