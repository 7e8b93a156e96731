import { posix } from 'node:path';
import { looksSecret } from '../compose/secret-variables.js';
import type { LoadedProject } from '../compose/project.js';
import { diagnose, type ComposePath, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { FileLayer } from '../model/file-layer.js';
import { configText } from './layer-inputs.js';
import { sourceFiles } from './layer-files.js';
import { holdsPrivateKey } from './private-key.js';
import { unreadableLayer } from './unreadable-layer.js';

/** Where the layers of a service come from, and where they are told wrong. */
export interface LayerReport {
  readonly found: Diagnostic[];
}

interface ConfigProject extends Pick<LoadedProject, 'environment' | 'spans'> {
  readonly project: Pick<LoadedProject['project'], 'services' | 'configs'>;
}

/** World-readable, as the Compose Specification has it ("configs"). */
const DEFAULT_MODE = 0o444;

/** The configs that a service takes, each a layer of one file; Compose puts those without a target at `/<name>`. */
export function configLayers(
  { project, environment, spans }: ConfigProject,
  service: string,
  { found, secrets }: LayerReport & { readonly secrets: ReadonlySet<string> },
): readonly FileLayer[] {
  return (project.services[service]?.configs ?? []).flatMap((reference, index): readonly FileLayer[] => {
    const { source, target = source, uid = '0', gid = '0', mode } = reference;
    const path: ComposePath = ['services', service, 'configs', index];
    const definition = project.configs?.[source];
    // Of an external one the image has a link alone.
    if (definition === undefined || definition.external === true) return [];
    const place = {
      name: `config ${source}`,
      target: posix.resolve('/', target),
      hides: false,
      isBelowVolume: false,
      uid: Number(uid) || 0,
      gid: Number(gid) || 0,
    };
    const permissions = mode === undefined ? DEFAULT_MODE : Number.parseInt(mode, 8);
    if (definition.file !== undefined) {
      const values = { service, source: `config ${source}`, target: place.target };
      try {
        const { files, keys } = sourceFiles(definition.file, { all: true, tracked: undefined, secrets });
        if (keys.length > 0)
          found.push(diagnose('private-key-in-image', { ...values, files: keys }, { path }));
        const [file] = files;
        if (file === undefined || file.path !== '' || keys.length > 0) return [];
        const isScript = mode === undefined && (file.mode & 0o100) !== 0;
        return [{ ...place, files: [{ ...file, mode: isScript ? 0o555 : permissions }] }];
      } catch (error) {
        found.push(unreadableLayer(error, values, path));
        return [];
      }
    }
    const own: ComposePath = ['configs', source];
    const variable = definition.environment;
    const text = configText({ configs: project.configs, environment }, source);
    if (text === undefined) {
      found.push(
        diagnose('config-without-value', { config: source, variable: variable ?? source }, { path: own }),
      );
      return [];
    }
    const variables = [
      ...spans.variables([...own, 'content']),
      ...(variable === undefined ? [] : [variable]),
    ];
    const secret = variables.filter((name) => looksSecret(name, environment.get(name) ?? null));
    const isKey = holdsPrivateKey(text);
    if (secret.length > 0 || isKey) {
      found.push(
        diagnose(
          'config-holds-secret',
          { config: source, variables: secret.length > 0 ? secret : ['a private key'] },
          { path: own },
        ),
      );
      return [];
    }
    return [{ ...place, files: [{ path: '', mode: permissions, from: { kind: 'config', name: source } }] }];
  });
}
