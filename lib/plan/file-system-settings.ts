import { isVolumeOption } from '../keys/resource/volume-options.js';
import type { FileSystemSettings } from '../model/deployment-plan.js';

/** What `driver_opts` of a volume say about its file system, in the words of Docker's ECS integration. */
export function fileSystemSettings(options: Readonly<Record<string, string>>): FileSystemSettings {
  const {
    performance_mode: performance,
    throughput_mode: throughput,
    provisioned_throughput: provisioned,
    backup_policy: backup,
    lifecycle_policy: lifecycle,
    kms_key_id: kmsKey,
  } = Object.fromEntries(Object.entries(options).filter(([name, value]) => isVolumeOption(name, value)));
  return {
    ...(performance === undefined
      ? {}
      : { performanceMode: performance === 'maxIO' ? 'maxIO' : 'generalPurpose' }),
    ...(throughput === undefined && provisioned === undefined
      ? {}
      : { throughputMode: THROUGHPUT[throughput ?? 'provisioned'] ?? 'bursting' }),
    ...(provisioned === undefined ? {} : { provisionedThroughput: Number(provisioned) }),
    ...(backup === undefined ? {} : { backup: backup.toUpperCase() === 'ENABLED' }),
    ...(lifecycle === undefined ? {} : { lifecycle }),
    ...(kmsKey === undefined ? {} : { kmsKey }),
  };
}

const THROUGHPUT: Readonly<Record<string, FileSystemSettings['throughputMode']>> = {
  bursting: 'bursting',
  elastic: 'elastic',
  provisioned: 'provisioned',
};
