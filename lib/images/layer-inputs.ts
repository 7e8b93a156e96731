import { createHash } from 'node:crypto';
import type { Config } from '../compose/project.js';
import type { BuildInputs, DerivedImage } from '../model/image-lock.js';
import type { LayeredFile } from '../model/file-layer.js';
import { fileHash } from './file-hashes.js';

/** Where the text of configs that are no files comes from. */
export interface ConfigSources {
  readonly configs: Readonly<Record<string, Config>> | undefined;
  readonly environment: ReadonlyMap<string, string>;
}

/** The text of a config that is no file: its content, or a variable's value. Undefined: the variable is not set. */
export function configText({ configs, environment }: ConfigSources, name: string): string | undefined {
  const { content, environment: variable } = configs?.[name] ?? {};
  return content ?? (variable === undefined ? undefined : environment.get(variable));
}

/**
 * The inputs of a derived image, as those of a build: its base by content or digest, its platforms, and of each layer
 * the exact paths, bytes, modes and owners.
 * @throws the file system's error, with its `path`, when a file can't be read.
 */
export function layerInputs({ base, platforms, layers }: DerivedImage, sources: ConfigSources): BuildInputs {
  return Object.fromEntries([
    ['base', sha256([base.key, base.from === 'build' ? '' : (base.digest ?? '')])],
    ['platforms', sha256(platforms)],
    ...layers.map(({ target, hides, isBelowVolume, uid, gid, files }): [string, string] => [
      `files at ${target}`,
      sha256([
        { target, hides, isBelowVolume, uid, gid },
        files.map((file) => [file.path, file.mode, ...bytesOf(file, sources)]),
      ]),
    ]),
  ]);
}

function bytesOf({ from }: LayeredFile, sources: ConfigSources): readonly string[] {
  if (from.kind === 'link') return ['link', from.to];
  return from.kind === 'file'
    ? ['bytes', fileHash(from.path)]
    : [
        'bytes',
        createHash('sha256')
          .update(configText(sources, from.name) ?? '')
          .digest('hex'),
      ];
}

function sha256(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
