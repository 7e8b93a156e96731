import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];

/** A temporary folder called `shop` with these files; removed when the test file is done. */
export function projectFolder(files: Readonly<Record<string, string>>): string {
  const parent = mkdtempSync(join(tmpdir(), 'cdk-compose-test-'));
  made.push(parent);
  const folder = join(parent, 'shop');
  mkdirSync(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});
