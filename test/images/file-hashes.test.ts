import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { fileHashes, hashAt, hashingWork, takePart, type HashingWork } from '../../lib/images/file-hashes.js';
import { root } from '../support/source-files.js';
import { folder } from './folder.js';

const contents = Array.from({ length: 40 }, (_, index) => `${index}`.repeat(index * 1000));
const expected = contents.map((content) => createHash('sha256').update(content).digest('hex'));
const place = folder(Object.fromEntries(contents.map((content, index) => [`${index}`, content])));
const paths = contents.map((_, index) => join(place, `${index}`));

/** As large as it must be that other threads are worth it; what is read is what lies there. */
const large = 1 << 30;
/** A thread of Node.js runs JavaScript: as the package has it. */
const compiled = folder();

beforeAll(() =>
  build({
    entryPoints: ['file-hashes', 'hashing-thread'].map((name) => join(root, 'lib/images', `${name}.ts`)),
    outdir: compiled,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
  }),
);

const threaded = (): { readonly fileHashes: typeof fileHashes } => require(join(compiled, 'file-hashes.js'));

const runThread = (work: HashingWork): Promise<number> =>
  new Promise((done, fail) => {
    const thread = new Worker(join(compiled, 'hashing-thread.js'), {
      workerData: work,
      execArgv: [],
      env: {},
    });
    thread.on('exit', done).on('error', fail);
  });

const hashesOf = (work: HashingWork) => work.paths.map((_, index) => hashAt(work, index));

describe('hashing files', () => {
  test('gives the SHA-256 of each in their order, whichever thread took it', () => {
    const files = paths.map((path) => ({ path, size: 1 }));
    expect(fileHashes(files)).toEqual(expected);
    const largest = paths.map((path, index) => ({ path, size: large + index }));
    expect(threaded().fileHashes(largest)).toEqual(expected);
  });

  test('goes on alone where a thread finds no program', () => {
    // From the sources, there is none.
    expect(fileHashes(paths.map((path) => ({ path, size: large })))).toEqual(expected);
  });

  test.each([1, large])('fails as the file system does for one of %d bytes that is gone', (size) => {
    const files = [...paths, join(place, 'gone')].map((path) => ({ path, size }));
    const gone = expect.objectContaining({ code: 'ENOENT', path: join(place, 'gone') });
    expect(() => threaded().fileHashes(files)).toThrow(gone as Error);
  });

  test('another thread takes what is not taken, and leaves what it can’t read', async () => {
    const work = hashingWork([...paths, join(place, 'gone')]);
    // This one took three and is not done with them.
    Atomics.add(work.counts, 0, 3);
    await runThread(work);
    expect(hashesOf(work)).toEqual([undefined, undefined, undefined, ...expected.slice(3), undefined]);
    expect(work.counts[1]).toBe(paths.length - 3 + 1);
  });

  test('two threads take each file once', async () => {
    const work = hashingWork(paths);
    const other = runThread(work);
    takePart(work);
    await other;
    expect(hashesOf(work)).toEqual(expected);
    expect(work.counts[1]).toBe(paths.length);
  });
});
