import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../support/source-files.js';

const folder = mkdtempSync(join(tmpdir(), 'cdk-compose-start-'));
const bundle = join(folder, 'program.bundle.js');
const cache = join(folder, '.compile-cache');

beforeEach(() => {
  rmSync(cache, { recursive: true, force: true });
  writeFileSync(
    bundle,
    `const { basename } = require('node:path');
     console.log('ran', process.argv.slice(2).join(' '), basename(__filename));
     process.exitCode = process.argv[2] === 'fail' ? 3 : 0;`,
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(
  args: readonly string[],
  id = 'one',
): { readonly status: number | null; readonly output: string } {
  const start = `require(${JSON.stringify(join(root, 'bin/start.ts'))}).start(${JSON.stringify(bundle)}, '${id}')`;
  const node = ['--import', require.resolve('tsx'), '-e', `process.argv.splice(1, 0, 'program'); ${start}`];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...node, '--', ...args], {
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

const codeOf = (name: string): number => statSync(join(cache, name)).ino;

test('keeps the code of each command beside the program, and runs it from then on', () => {
  const ran = { status: 0, output: 'ran plan -q program.bundle.js\n' };
  expect(run(['plan', '-q'])).toEqual(ran);
  const [name = ''] = readdirSync(cache);
  expect(name).toBe(`one-${process.version}-${process.arch}-plan`);
  const kept = codeOf(name);
  expect(run(['plan', '-q'])).toEqual(ran);
  expect(codeOf(name)).toBe(kept);
  run(['check']);
  run(['--version']);
  expect(readdirSync(cache).map((one) => one.split('-').at(-1))).toEqual(['check', 'none', 'plan']);
});

test('takes no code of another program, nor code that is broken', () => {
  run(['plan']);
  writeFileSync(bundle, `console.log('another one');`);
  expect(run(['plan'], 'two').output).toBe('another one\n');
  const [name = ''] = readdirSync(cache).filter((one) => one.startsWith('two'));
  const sound = readFileSync(join(cache, name));
  writeFileSync(join(cache, name), sound.subarray(0, 100));
  expect(run(['plan'], 'two')).toEqual({ status: 0, output: 'another one\n' });
  expect(readFileSync(join(cache, name)).length).toBe(sound.length);
});

test('runs no code that a disk spoilt', () => {
  run(['plan']);
  const [name = ''] = readdirSync(cache);
  const sound = readFileSync(join(cache, name));
  const spoilt = Buffer.from(sound).fill(0, 512);
  writeFileSync(join(cache, name), spoilt);
  expect(run(['plan'])).toEqual({ status: 0, output: 'ran plan program.bundle.js\n' });
  expect(readFileSync(join(cache, name)).equals(spoilt)).toBe(false);
});

const describeAsRoot = process.getuid?.() === 0 ? describe : describe.skip;

describeAsRoot('as root', () => {
  test('leaves nothing in a folder of somebody else’s', () => {
    chownSync(folder, 1000, 1000);
    expect(run(['plan']).status).toBe(0);
    chownSync(folder, 0, 0);
    expect(() => readdirSync(cache)).toThrow('ENOENT');
  });
});

test('does without where it can’t write, and after a failure', () => {
  expect(run(['fail'])).toEqual({ status: 3, output: 'ran fail program.bundle.js\n' });
  expect(() => readdirSync(cache)).toThrow('ENOENT');
  writeFileSync(cache, 'a file in its place');
  expect(run(['plan'])).toEqual({ status: 0, output: 'ran plan program.bundle.js\n' });
});
