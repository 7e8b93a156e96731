import { bindVolumeName, type TreatedBind } from '../compose/bind-mounts.js';
import { diagnose, type ComposePath } from '../diagnostics/diagnostic.js';
import type { FileLayer } from '../model/file-layer.js';
import type { LayerReport } from './config-layers.js';
import { sourceFiles, type SourceFiles } from './layer-files.js';
import { unreadableLayer } from './unreadable-layer.js';
import type { VersionControl } from './version-control.js';

/** What the layers of bind mounts follow from, beside the mounts. */
export interface BindSurroundings extends LayerReport {
  readonly versionControl: VersionControl | undefined;
  /** Targets of everything else that the container mounts. */
  readonly mountedAt: readonly string[];
  /** Files that the project's secrets are read from, by their real paths. */
  readonly secrets: ReadonlySet<string>;
}

/** How many names a finding gives. */
const MOST_NAMES = 5;

/** The bind mounts that are copied into an image, as layers. */
export function bindLayers(
  binds: readonly TreatedBind[],
  { versionControl, mountedAt, secrets, found }: BindSurroundings,
): readonly FileLayer[] {
  return binds.flatMap(({ bind, treatment }): readonly FileLayer[] => {
    if (treatment.kind !== 'copy') return [];
    const { service, index, source, name, target, stated } = bind;
    const path: ComposePath = ['services', service, 'volumes', index];
    const values = { service, source: bindVolumeName(bind), target };
    try {
      const all = stated?.value === 'copy';
      const read = sourceFiles(source, { all, tracked: versionControl?.(source), secrets });
      const { files, keys } = read;
      for (const { because, files: left } of leftOut(read))
        found.push(
          diagnose(
            'files-left-out-of-image',
            { ...values, files: left.slice(0, MOST_NAMES), count: left.length, because },
            { path },
          ),
        );
      if (keys.length > 0) {
        const named = keys.slice(0, MOST_NAMES);
        found.push(diagnose('private-key-in-image', { ...values, files: named }, { path }));
        return [];
      }
      const isFolder = files.every((file) => file.path !== '');
      // What a volume keeps below the target comes from the image, also where Compose mounts a folder in between.
      const hides = isFolder && !mountedAt.some((other) => other.startsWith(`${target}/`));
      const isBelowVolume = isFolder && mountedAt.some((other) => target.startsWith(`${other}/`));
      return [{ name, target, hides, isBelowVolume, uid: 0, gid: 0, files }];
    } catch (error) {
      found.push(unreadableLayer(error, values, path));
      return [];
    }
  });
}

function leftOut({
  variables,
  secrets,
  untracked,
  made,
}: SourceFiles): readonly { readonly because: string; readonly files: readonly string[] }[] {
  return [
    { because: 'they look like files of environment variables', files: variables },
    { because: 'they are secrets of the project', files: secrets },
    { because: 'they are not under version control', files: untracked },
    { because: 'tools make them anew', files: made },
  ].filter(({ files }) => files.length > 0);
}
