import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { FileLayer } from '../model/file-layer.js';
import { configText, type ConfigSources } from './layer-inputs.js';

/** Says to whoever unpacks a layer that a folder starts empty (OCI Image Specification, "Opaque Whiteout"). */
const OPAQUE = '.wh..wh..opq';

/**
 * The Dockerfile of a derived image: one COPY per layer, from a context in which layers are called by their number. A
 * COPY of a folder to its exact path leaves owner and mode of the folders above it alone.
 */
export function layersDockerfile(layers: readonly FileLayer[]): string {
  const lines = layers.flatMap((layer, index) => {
    const isFolder = isFolderLayer(layer);
    const paths = isFolder
      ? [`${index}/`, layer.target === '/' ? '/' : `${layer.target}/`]
      : [`${index}`, layer.target];
    const copy = `COPY --chown=${layer.uid}:${layer.gid} ${JSON.stringify(paths.map(literal))}`;
    return layer.isBelowVolume ? [copy, `VOLUME ${JSON.stringify([literal(layer.target)])}`] : [copy];
  });
  return ['FROM base', ...lines, ''].join('\n');
}

/** Lays files out in a new temporary folder, as that Dockerfile copies them; the caller removes it. */
export function stageLayers(layers: readonly FileLayer[], sources: ConfigSources): string {
  const root = mkdtempSync(join(tmpdir(), 'cdk-compose-files-'));
  layers.forEach((layer, index) => {
    const place = join(root, String(index));
    if (isFolderLayer(layer)) makeFolder(place);
    if (layer.hides) writeFileSync(join(place, OPAQUE), '');
    for (const { path, mode, from } of layer.files) {
      const full = join(place, path);
      if (path !== '') makeFolders(place, dirname(path));
      if (from.kind === 'link') {
        symlinkSync(from.to, full);
        continue;
      }
      if (from.kind === 'file') copyFileSync(from.path, full);
      else writeFileSync(full, configText(sources, from.name) ?? '');
      chmodSync(full, mode);
    }
  });
  return root;
}

/** A layer without files is an empty folder. */
function isFolderLayer({ files }: FileLayer): boolean {
  return files.every(({ path }) => path !== '');
}

function makeFolders(root: string, below: string): void {
  if (below === '.') return;
  makeFolders(root, dirname(below));
  makeFolder(join(root, below));
}

/** With the mode that Git's checkouts have, whatever the umask is. */
function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o755);
}

/** In a Dockerfile, `$` begins a variable. */
function literal(path: string): string {
  return path.replace(/[\\$]/g, '\\$&');
}
