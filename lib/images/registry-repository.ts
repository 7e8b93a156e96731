import { createHash } from 'node:crypto';
import type { ImageRepository } from '../aws/image-repository.js';
import type { Checked } from '../diagnostics/diagnostic.js';
import type { RegistryClient } from './registry-client.js';

/** A repository of any registry that speaks the OCI Distribution Specification; a push makes it. */
export function registryRepository(registry: string, name: string, client: RegistryClient): ImageRepository {
  const findOne = async (tag: string): Promise<Checked<string>> => {
    const { value, diagnostics } = await client.get(name, `manifests/${tag}`);
    const digest =
      value === undefined ? undefined : `sha256:${createHash('sha256').update(value.bytes).digest('hex')}`;
    return { value: digest, diagnostics };
  };
  return {
    registry,
    name,
    auth: undefined,
    prepare: () => Promise.resolve({ value: false, diagnostics: [] }),
    find: async (tags) => {
      const found = await Promise.all(
        tags.map(async (tag): Promise<[string, Checked<string>]> => [tag, await findOne(tag)]),
      );
      const digests = found.flatMap(([tag, { value }]): [string, string][] =>
        value === undefined ? [] : [[tag, value]],
      );
      return { value: new Map(digests), diagnostics: found.flatMap(([, { diagnostics }]) => diagnostics) };
    },
  };
}
