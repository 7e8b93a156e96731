import { posix } from 'node:path';
import { CONFIGS_FOLDER, externalConfigs } from '../compose/external-configs.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { configSource } from './config-sources.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';
import type { SecretFile } from './secret-files.js';

/**
 * The files of a service's external configs. Their folder hides nothing of the image, which has links to them; one that
 * nothing says the place of makes none: that is told elsewhere.
 */
export function configFiles(planning: Planning, service: string): Found<readonly SecretFile[]> {
  const { configs = [] } = planning.project.services[service] ?? {};
  const unfit = configs.flatMap(({ source: config, uid = '0', gid = '0' }, index) =>
    Object.entries({ uid, gid })
      .filter(([, value]) => !/^\d+$/.test(value))
      .map(([key, value]) =>
        planning.finding('config-owner-not-numeric', { config, key, value }, [
          'services',
          service,
          'configs',
          index,
          key,
        ]),
      ),
  );
  const hidden = hiddenFindings(planning, service);
  if (unfit.length + hidden.length > 0) return found([], [...unfit, ...hidden]);
  const files = externalConfigs(planning.project, service).flatMap(({ reference, index, path }) => {
    const { source: config, uid = '0', gid = '0', mode = '0444' } = reference;
    const source = configSource(planning, config);
    const at = ['services', service, 'configs', index];
    return source === undefined
      ? []
      : [{ source, folder: CONFIGS_FOLDER, path, uid, gid, mode, isEncoded: false, at }];
  });
  return found(files);
}

/** A link of the image is not seen where something is mounted. */
function hiddenFindings(planning: Planning, service: string): readonly Diagnostic[] {
  const { volumes = [], tmpfs = [] } = planning.project.services[service] ?? {};
  const mounted = [...volumes.map(({ target }) => target), ...tmpfs.map((text) => text.replace(/:.*/s, ''))];
  return externalConfigs(planning.project, service).flatMap(({ reference, index, target }) => {
    const over = mounted.find((folder) => target.startsWith(`${posix.normalize(folder)}/`));
    const because =
      target === '/' ? 'it is a folder' : over === undefined ? undefined : `something is mounted at ${over}`;
    const values = { config: reference.source, target, because: because ?? '' };
    const at = ['services', service, 'configs', index];
    return because === undefined ? [] : [planning.finding('config-target-unfit', values, at)];
  });
}
