import { parseBytes } from '../../syntax/grammars/bytes.js';

const GIB = 1024n ** 3n;

/** What a Fargate task has without asking, and the most that it may ask for, in GiB (Amazon ECS, "Fargate task ephemeral storage"). */
export const diskSizes = { least: 20, most: 200 } as const;

/** The size that `storage_opt` states, in whole GiB; undefined: none, or none that can be understood. */
export function diskSize({ size }: Readonly<Record<string, string>>): number | undefined {
  const bytes = size === undefined ? undefined : parseBytes(size);
  return bytes?.ok === true ? Number((bytes.value + GIB - 1n) / GIB) : undefined;
}
