import type { LoadedProject } from '../compose/project.js';
import { diagnose, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { ResolvedImage, ResolvedImages } from '../model/image-lock.js';

/** An environment with its images. */
export interface ImagesOfEnvironment {
  readonly name: string;
  readonly loaded: LoadedProject;
  readonly images: ResolvedImages;
}

/**
 * Files that are laid over an image (configs, copied bind mounts) and differ between environments: they make another
 * image of it, and one image is promoted through all of them.
 */
export function layerDifferences(environments: readonly ImagesOfEnvironment[]): readonly Diagnostic[] {
  const [first, ...others] = environments;
  if (first === undefined) return [];
  return others.flatMap((other) =>
    Object.keys(first.images).flatMap((service) => {
      const [one, two] = [first.images[service], other.images[service]];
      if (one === undefined || two === undefined) return [];
      return differingLayers(one, two).map(({ input, config }) =>
        diagnose(
          'build-differs-between-environments',
          {
            service,
            input,
            environments: [first.name, other.name],
            variables: variablesOf(config, other.loaded),
          },
          { at: other.loaded.spans.nearest(['services', service]), path: ['services', service] },
        ),
      );
    }),
  );
}

interface DifferingLayer {
  /** `files at /etc/nginx.conf` */
  readonly input: string;
  /** The config that it is made of; undefined: files. */
  readonly config: string | undefined;
}

function differingLayers(one: ResolvedImage, two: ResolvedImage): readonly DifferingLayer[] {
  const layers = [...(one.derived?.layers ?? []), ...(two.derived?.layers ?? [])];
  const targets = [...new Set(layers.map(({ target }) => target))].toSorted();
  return targets.flatMap((target) => {
    const input = `files at ${target}`;
    const hashes = [one, two].map(({ derived, inputs }) => derived && inputs?.[input]);
    const from = layers.find((layer) => layer.target === target)?.files[0]?.from;
    return hashes[0] === hashes[1]
      ? []
      : [{ input, config: from?.kind === 'config' ? from.name : undefined }];
  });
}

/** What a config's text comes from. */
function variablesOf(name: string | undefined, { project, spans }: LoadedProject): readonly string[] {
  if (name === undefined) return [];
  const variable = project.configs?.[name]?.environment;
  return variable === undefined ? spans.variables(['configs', name, 'content']) : [variable];
}
