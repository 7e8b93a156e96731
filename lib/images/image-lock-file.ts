import type { Checked, CheckedWithSources } from '../diagnostics/diagnostic.js';
import type { FolderFacts, ImageFacts, ImageLock, LockedImage } from '../model/image-lock.js';
import { amount, listOf, mapOf, object, text, versionOne, type JsonShape } from './json-shape.js';
import {
  formatStateFile,
  parseStateFile,
  readStateFile,
  writeStateFile,
  type StateFile,
} from './state-file.js';

/** The image lock's name in a project's folder. */
export const imageLockName = 'compose.images.json';

const digest = text('a digest, sha256: and 64 hex digits', /^sha256:[0-9a-f]{64}$/);
const platform = text('a platform such as linux/amd64', /^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9.]+)?$/);

const folder = object<FolderFacts>(
  {
    holds: text('files, no files, nothing or unknown', /^(?:files|no files|nothing|unknown)$/) as JsonShape<
      FolderFacts['holds']
    >,
    owner: text('two numbers such as 1000:1000', /^\d+:\d+$/),
    mode: text('an octal mode such as 0755', /^[0-7]{4}$/),
  },
  ['owner', 'mode'],
);

const facts = object<ImageFacts>(
  {
    user: text(),
    exposedPorts: listOf(text('a port such as 80/tcp', /^\d+\/(?:tcp|udp|sctp)$/)),
    volumes: listOf(text()),
    healthcheck: object<NonNullable<ImageFacts['healthcheck']>>(
      { test: listOf(text()), interval: amount, timeout: amount, startPeriod: amount, retries: amount },
      ['interval', 'timeout', 'startPeriod', 'retries'],
    ),
    stopSignal: text(),
    folders: mapOf(text('an absolute path', /^\//), folder),
  },
  ['user', 'exposedPorts', 'volumes', 'healthcheck', 'stopSignal', 'folders'],
);

const lockedImage = object<LockedImage>(
  {
    digest,
    platforms: listOf(platform),
    services: listOf(text()),
    inputs: mapOf(text(), text('eight hex digits', /^[0-9a-f]{8}$/)),
    config: facts,
  },
  ['inputs'],
);

const key = text(
  'a content tag (c- and 32 hex digits) or an image reference with its registry and tag',
  /^(?:c-[0-9a-f]{32}|[^/\s]+\/[^\s]+[:@][^\s/]+)$/,
);

const imageLock: StateFile<ImageLock> = {
  name: 'image lock',
  empty: { version: 1, images: {} },
  shape: object<ImageLock>({ version: versionOne, images: mapOf(key, lockedImage) }),
  remedy:
    'delete the file and run cdk-compose build: what was built before is found in the registry by its content tag',
};

/** Reads the image lock. An absent file is an empty lock; a broken one has no value. */
export function readImageLock(path: string): CheckedWithSources<ImageLock> {
  return readStateFile(imageLock, path);
}

/** Reads the text of an image lock; `source` is the name that places bear. */
export function parseImageLock(lock: string, source: string): Checked<ImageLock> {
  return parseStateFile(imageLock, lock, source);
}

/** The text of an image lock. */
export function formatImageLock(lock: ImageLock): string {
  return formatStateFile(lock);
}

/** Writes the image lock when it changed, and tells whether it did. */
export function writeImageLock(path: string, lock: ImageLock): Checked<boolean> {
  return writeStateFile(imageLock, path, lock);
}
