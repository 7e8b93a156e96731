import type { Service } from '../compose/project.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { TmpfsPlan } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';

/** MiB of a memory file system whose size is not stated; ECS demands one, Docker takes what the host has. */
const ASSUMED_SIZE = 64;

const MIB = 1024 * 1024;

/** The memory file systems of a service: `tmpfs`, and the entries of `volumes` with that type. */
export function tmpfsMounts(planning: Planning, name: string): Found<readonly TmpfsPlan[]> {
  const service = planning.project.services[name] as Service;
  const diagnostics: Diagnostic[] = [];
  const short = (service.tmpfs ?? []).map((text, index): TmpfsPlan => {
    const path = ['services', name, 'tmpfs', index];
    const [containerPath = '', options = ''] = text.split(/:(.*)/s);
    const parts = options.split(',').filter((option) => option !== '');
    const size = parts.find((option) => option.startsWith('size='))?.slice('size='.length);
    if (size === undefined) {
      diagnostics.push(
        planning.finding('tmpfs-size-assumed', { service: name, target: containerPath }, path),
      );
    }
    return {
      containerPath,
      size: size === undefined ? ASSUMED_SIZE : mebibytes(size),
      mountOptions: parts.filter((option) => !option.startsWith('size=')),
      cause: planning.cause(path, `tmpfs ${text}`),
    };
  });
  const long = (service.volumes ?? []).flatMap((mount, index): readonly TmpfsPlan[] => {
    if (mount.type !== 'tmpfs') return [];
    const path = ['services', name, 'volumes', index];
    const { size, mode } = mount.tmpfs ?? {};
    if (size === undefined) {
      diagnostics.push(planning.finding('tmpfs-size-assumed', { service: name, target: mount.target }, path));
    }
    return [
      {
        containerPath: mount.target,
        size: size === undefined ? ASSUMED_SIZE : Math.max(1, Math.ceil(Number(size) / MIB)),
        mountOptions: mode === undefined ? [] : [`mode=${Number(mode).toString(8)}`],
        cause: planning.cause(path, `tmpfs at ${mount.target}`),
      },
    ];
  });
  return found([...short, ...long], diagnostics);
}

/** `64m`, `1g`, `65536k` or bytes, as the kernel's tmpfs takes them. */
function mebibytes(size: string): number {
  const [, amount = '', unit = ''] = /^(\d+)([kmg]?)/i.exec(size) ?? [];
  const factor = { '': 1, k: 1024, m: MIB, g: 1024 * MIB }[unit.toLowerCase()] ?? 1;
  return Math.max(1, Math.ceil((Number(amount) * factor) / MIB));
}
