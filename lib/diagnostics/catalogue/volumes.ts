/** Findings about volumes and tmpfs mounts. */
import { row } from '../row.js';

export const volumes = {
  'mount-type-not-on-fargate': row<{ service: string; type: string; target: string }>({
    severity: 'error',
    summary: 'A mount of a type that Fargate does not have.',
    message: ({ service, type, target }) =>
      `service '${service}' has a mount of type ${type} at ${target}, which Fargate does not have`,
    fix: () => 'use a named volume or tmpfs',
  }),
  'mount-target-relative': row<{ service: string; target: string }>({
    severity: 'error',
    summary: 'Something is mounted at a path in the container that is not absolute.',
    message: ({ service, target }) =>
      `service '${service}' mounts something at '${target}', which is no absolute path in a Linux container`,
    fix: () => 'write the target as a path that begins with /',
  }),
  'external-volume-not-bound': row<{ name: string; binding: string; file: string }>({
    severity: 'warning',
    summary: 'An external volume names no existing file system; a deployment is refused until it does.',
    message: ({ name }) => `nothing says which file system the external volume '${name}' is`,
    fix: ({ binding, file }) => `set its name to an EFS file system (fs-…), or put ${binding} into ${file}`,
  }),
  'data-not-kept': row<{ service: string; target: string }>({
    severity: 'warning',
    summary: 'A volume without a name where images keep data: it ends with its task, at every deployment.',
    message: ({ service, target }) =>
      `service '${service}' has a volume without a name at ${target}: what is written there is gone with its task`,
    fix: ({ target }) => `name it, data:${target}, and define data: under volumes:`,
  }),
  'tmpfs-size-assumed': row<{ service: string; target: string }>({
    severity: 'warning',
    summary: 'A tmpfs mount states no size, which ECS demands.',
    message: ({ service, target }) =>
      `the tmpfs of service '${service}' at ${target} states no size: it gets 64 MB`,
    fix: () => 'state it: size=… in tmpfs, or tmpfs.size in volumes',
  }),
  'volumes-of-another-task': row<{ service: string; source: string }>({
    severity: 'error',
    summary: 'A service takes over the mounts of a container that is not in its task.',
    message: ({ service, source }) =>
      `service '${service}' takes the volumes of '${source}', which does not run in the same task`,
    fix: () => 'mount the named volumes in both services instead',
  }),
  'volumes-from-leaves-files': row<{ service: string; source: string; copied: readonly string[] }>({
    severity: 'warning',
    summary: 'Files that were copied into an image are no mounts that another service could take over.',
    message: ({ service, source, copied }) =>
      `service '${service}' takes the volumes of '${source}', but not ${copied.join(', ')}, copied into the image of '${source}'`,
    fix: ({ service }) => `mount them in '${service}' as well`,
  }),
};
