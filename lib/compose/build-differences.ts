import { diagnose, type ComposePath, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { LoadedProject, Service } from './project.js';

/** An environment as it was loaded. */
export interface LoadedEnvironment {
  readonly name: string;
  readonly loaded: LoadedProject;
}

/** What of a build decides the image: places of caches, tags and values of secrets do not. */
const inputs = [
  'context',
  'dockerfile',
  'dockerfile_inline',
  'additional_contexts',
  'args',
  'target',
  'labels',
  'platforms',
  'network',
  'extra_hosts',
  'shm_size',
  'ulimits',
  'entitlements',
  'privileged',
  'provenance',
  'sbom',
] as const;

/**
 * What would give a service another image in one environment than in the others. A build that differs is an error, as
 * one image is promoted through all of them; a pulled image that differs is told.
 */
export function buildDifferences(environments: readonly LoadedEnvironment[]): readonly Diagnostic[] {
  const [first, ...others] = environments;
  if (first === undefined) return [];
  return others.flatMap((other) => {
    const shared = Object.keys(first.loaded.project.services).filter((service) =>
      Object.hasOwn(other.loaded.project.services, service),
    );
    return shared.flatMap((service) => serviceDifferences(service, first, other));
  });
}

function serviceDifferences(
  service: string,
  first: LoadedEnvironment,
  other: LoadedEnvironment,
): readonly Diagnostic[] {
  const one = first.loaded.project.services[service];
  const two = other.loaded.project.services[service];
  const environments = [first.name, other.name] as const;
  if (one?.build === undefined || two?.build === undefined) {
    const images = [imageOf(one), imageOf(two)] as const;
    const path = ['services', service, two?.build === undefined ? 'image' : 'build'];
    return images[0] === images[1]
      ? []
      : [diagnose('image-differs-between-environments', { service, environments, images }, at(other, path))];
  }
  const base: ComposePath = ['services', service];
  const differing = [
    ...(one.platform === two.platform ? [] : [[...base, 'platform']]),
    ...inputs.flatMap((key) => differences(one.build?.[key], two.build?.[key], [...base, 'build', key])),
  ];
  return differing.map((path) =>
    diagnose(
      'build-differs-between-environments',
      {
        service,
        input: path.slice(2).join('.'),
        environments,
        variables: [
          ...new Set([...first.loaded.spans.variables(path), ...other.loaded.spans.variables(path)]),
        ],
      },
      at(other, path),
    ),
  );
}

function imageOf(service: Service | undefined): string {
  return service?.build === undefined ? (service?.image ?? 'no image') : 'what it builds';
}

/** The innermost places at which two values differ. */
function differences(one: unknown, two: unknown, path: ComposePath): readonly ComposePath[] {
  if (isRecord(one) && isRecord(two)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(two)])].toSorted();
    return keys.flatMap((key) => differences(one[key], two[key], [...path, key]));
  }
  return JSON.stringify(one) === JSON.stringify(two) ? [] : [path];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at({ loaded }: LoadedEnvironment, path: ComposePath) {
  return { at: loaded.spans.nearest(path), path };
}
