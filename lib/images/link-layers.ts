import { posix } from 'node:path';
import { externalConfigs } from '../compose/external-configs.js';
import type { FileLayer } from '../model/file-layer.js';
import type { ImageProject } from './service-build.js';

/**
 * A link in the place of each external config, to where an init container writes it: a task mounts folders alone, and a
 * folder mounted at the config's own would hide what the image has there.
 */
export function linkLayers(
  project: Pick<ImageProject, 'services' | 'configs'>,
  service: string,
): readonly FileLayer[] {
  return externalConfigs(project, service)
    .filter(({ target }) => target !== '/')
    .map(({ reference, target, path }) => ({
      name: `config ${reference.source}`,
      target: posix.dirname(target),
      hides: false,
      isBelowVolume: false,
      uid: 0,
      gid: 0,
      files: [{ path: posix.basename(target), mode: 0o777, from: { kind: 'link', to: path } }],
    }));
}
