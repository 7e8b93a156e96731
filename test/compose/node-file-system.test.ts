import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeFileSystem } from '../../lib/compose/node-file-system.js';
import { runCommand } from '../support/run-command.js';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'files-'));
afterAll(() => rmSync(folder, { recursive: true }));
const text = 'services: {web: {image: "é"}}\n';

function written(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

test('UTF-8 is read, and UTF-16 with a byte order mark', () => {
  const swapped = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  for (const bytes of [Buffer.from(text), Buffer.from(`\ufeff${text}`, 'utf16le'), swapped]) {
    expect(nodeFileSystem.read(written('a.yaml', bytes))).toEqual({ kind: 'file', text });
  }
});

test('a Compose file with bytes that are no UTF-8 is refused at their place', async () => {
  const path = written('latin1.yaml', Buffer.from(text, 'latin1'));
  expect(nodeFileSystem.read(path)).toMatchObject({ kind: 'file', invalid: true });
  const { code, stderr } = await runCommand(['config', '-f', path], folder);
  expect(code).toBe(1);
  expect(stderr).toContain('latin1.yaml:1:26 error[yaml-syntax]');
});

test('what is not there, a folder and a file in the place of a folder are told apart', () => {
  const file = written('plain', Buffer.from('x'));
  const kinds = [join(folder, 'gone'), folder, join(file, 'below')].map(
    (path) => nodeFileSystem.read(path).kind,
  );
  expect(kinds).toEqual(['missing', 'directory', 'unreadable']);
});
