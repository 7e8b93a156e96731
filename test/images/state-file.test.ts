import {
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  lstatSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { renderReport } from '../../lib/diagnostics/report.js';
import { parseBindings, readBindings } from '../../lib/images/bindings-file.js';
import {
  formatImageLock,
  parseImageLock,
  readImageLock,
  writeImageLock,
} from '../../lib/images/image-lock-file.js';
import type { ImageLock } from '../../lib/model/image-lock.js';

const digest = `sha256:${'ab'.repeat(32)}`;
const lock: ImageLock = {
  version: 1,
  images: {
    'docker.io/library/redis:7': {
      digest,
      platforms: ['linux/amd64', 'linux/arm64'],
      services: ['cache'],
      config: { exposedPorts: ['6379/tcp'], volumes: ['/data'] },
    },
    [`c-${'0f'.repeat(16)}`]: {
      digest,
      platforms: ['linux/amd64'],
      services: ['web', 'worker'],
      inputs: { context: '01234567' },
      config: { healthcheck: { test: ['CMD', 'true'], interval: 30 } },
    },
  },
};

const report = (text: string) =>
  renderReport(
    parseImageLock(text, 'compose.images.json').diagnostics,
    new Map([['compose.images.json', text]]),
  );

describe('the image lock file', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lock-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  test('reads back what it writes, and sorts its keys', () => {
    const path = join(folder, 'compose.images.json');
    expect(writeImageLock(path, lock).value).toBe(true);
    expect(readImageLock(path).value).toEqual(lock);
    expect(Object.keys(readImageLock(path).value?.images ?? {})[0]).toBe(`c-${'0f'.repeat(16)}`);
  });

  test('is not touched when nothing changed, whatever its line ends are', () => {
    const path = join(folder, 'compose.images.json');
    writeFileSync(path, formatImageLock(lock).replaceAll('\n', '\r\n'));
    const { mtimeNs } = statSync(path, { bigint: true });
    expect(writeImageLock(path, lock).value).toBe(false);
    expect(statSync(path, { bigint: true }).mtimeNs).toBe(mtimeNs);
  });

  test('stays a link when it is one, and leaves no other file behind', () => {
    writeFileSync(join(folder, 'real.json'), '{"version": 1, "images": {}}');
    symlinkSync('real.json', join(folder, 'compose.images.json'));
    writeImageLock(join(folder, 'compose.images.json'), lock);
    expect(lstatSync(join(folder, 'compose.images.json')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real.json'), 'utf8')).toBe(formatImageLock(lock));
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('that cannot be written is a finding', () => {
    const { value, diagnostics } = writeImageLock(join(folder, 'absent', 'compose.images.json'), lock);
    expect(value).toBeUndefined();
    expect(diagnostics).toMatchObject([{ code: 'file-unwritable' }]);
  });

  test('that is absent is empty', () => {
    expect(readImageLock(join(folder, 'none.json'))).toMatchObject({
      value: { images: {} },
      diagnostics: [],
    });
    expect(readBindings(join(folder, 'none.json')).value).toEqual({ version: 1 });
  });

  test('that is a folder is a finding', () => {
    expect(readImageLock(folder).diagnostics).toMatchObject([
      { code: 'file-unreadable', message: expect.stringContaining('EISDIR') },
    ]);
  });
});

describe('a broken image lock names the place and the way out', () => {
  test.each([
    ['cut off', formatImageLock(lock).slice(0, 100), 'json-broken'],
    ['empty', '', 'json-broken'],
    [
      'a merge conflict',
      `{\n<<<<<<< HEAD\n  "version": 1\n=======\n  "version": 1\n>>>>>>> other\n}`,
      'json-merge-conflict',
    ],
    ['another tool’s file', '{"name": "shop", "lockfileVersion": 3}', 'file-version-unknown'],
    ['a later version', '{"version": 2, "images": {}}', 'file-version-unknown'],
    ['a list', '[]', 'file-version-unknown'],
    ['no images', '{"version": 1}', 'json-unexpected-value'],
    ['a key given twice', '{"version": 1, "images": {}, "images": {}}', 'json-broken'],
    ['a short digest', formatImageLock(lock).replaceAll(digest, 'sha256:12'), 'json-unexpected-value'],
    ['an unknown key', formatImageLock(lock).replace('"config"', '"confg"'), 'json-unknown-key'],
    ['an odd image key', '{"version": 1, "images": {"redis": {}}}', 'json-unexpected-value'],
  ])('%s', (_, text, code) => {
    const { value, diagnostics } = parseImageLock(text, 'compose.images.json');
    expect(value).toBeUndefined();
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    for (const { at } of diagnostics) expect(at).toMatchObject({ source: 'compose.images.json' });
  });

  test('with line and column', () => {
    expect(report('{\n  "version": 1,\n  "images": []\n}')).toMatch(
      /^compose\.images\.json:3:13 .*'images' must be a mapping, not a list/,
    );
    expect(report('{\n  "version": 1\n  "images": {}\n}')).toMatch(
      /^compose\.images\.json:3:3 .*expected ',' or '}'/,
    );
  });

  test('whatever the text is, reading never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json()), (text) => void parseImageLock(text, 'x')));
  });

  test('reads every JSON text as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(4), (value, indent) => {
        const text = JSON.stringify({ version: 1, images: {}, value }, undefined, indent);
        const codes = parseImageLock(text, 'x').diagnostics.map(({ code }) => code);
        expect(codes).toEqual(['json-unknown-key']);
      }),
    );
  });
});

describe('bindings', () => {
  test('hold the repository, secrets and file systems of an environment', () => {
    const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/dev/db-AbCdEf';
    const value = {
      version: 1,
      repository: { name: 'shop', account: '123456789012' },
      secrets: { db: { arn, version: 'v1' } },
      fileSystems: { data: { id: 'fs-0123456789abcdef0' } },
    };
    expect(parseBindings(JSON.stringify(value), 'compose.dev.json')).toEqual({ value, diagnostics: [] });
  });

  test('name a mistyped key and what was meant', () => {
    const { diagnostics } = parseBindings(
      '{"version": 1, "repositry": {"name": "shop"}}',
      'compose.dev.json',
    );
    expect(diagnostics).toMatchObject([{ code: 'json-unknown-key', fix: "did you mean 'repository'?" }]);
  });

  test('refuse an incomplete ARN', () => {
    const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop';
    const { diagnostics } = parseBindings(
      JSON.stringify({ version: 1, secrets: { db: { arn } } }),
      'compose.dev.json',
    );
    expect(diagnostics).toMatchObject([
      { message: expect.stringContaining("'secrets.db.arn' must be the complete ARN") },
    ]);
  });
});
