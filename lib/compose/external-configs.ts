import { posix } from 'node:path';
import type { Project, Service } from './project.js';

/** The folder in which tasks have the configs that are read when they start. */
export const CONFIGS_FOLDER = '/run/configs';

type Reference = NonNullable<Service['configs']>[number];

/** A config that exists already, as a service takes it. */
export interface ExternalConfig {
  readonly reference: Reference;
  /** Of the entry in the service's `configs`. */
  readonly index: number;
  /** Where the service looks for it, absolute. Its image has a link there. */
  readonly target: string;
  /** Where its file is. */
  readonly path: string;
}

/** The entries of a service's `configs` whose content nobody knows before its tasks start. */
export function externalConfigs(
  { services, configs = {} }: Pick<Project, 'services' | 'configs'>,
  service: string,
): readonly ExternalConfig[] {
  return (services[service]?.configs ?? []).flatMap((reference, index) => {
    const { source, target: stated = source } = reference;
    if (configs[source]?.external !== true) return [];
    const target = posix.resolve('/', stated);
    return [{ reference, index, target, path: `${CONFIGS_FOLDER}${target}` }];
  });
}
