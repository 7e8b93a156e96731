import { diskSize, diskSizes } from '../keys/service/disk-size.js';
import type { Decided } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';

/** The storage of a task in GiB: what its services ask for together. Undefined: what every task has is enough. */
export function taskDisk(
  planning: Planning,
  members: readonly [string, ...string[]],
): Found<Decided<number> | undefined> {
  const asked = members.flatMap((name) => {
    const size = diskSize(planning.project.services[name]?.storage_opt ?? {});
    return size === undefined ? [] : [{ size, path: ['services', name, 'storage_opt'] }];
  });
  const total = asked.reduce((sum, { size }) => sum + size, 0);
  const [first] = asked;
  if (first === undefined || total <= diskSizes.least) return found(undefined);
  const value = Math.min(total, diskSizes.most);
  const disk = planning.decided(
    value,
    first.path,
    `storage_opt ${asked.map(({ size }) => `${size} GB`).join(', ')}`,
  );
  const [service] = members;
  return found(
    disk,
    total > diskSizes.most
      ? [planning.finding('task-disk-too-large', { service, asked: total, most: diskSizes.most }, first.path)]
      : [],
  );
}
