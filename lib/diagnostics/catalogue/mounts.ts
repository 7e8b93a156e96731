/** Findings about bind mounts and configs, whose files go into images. */
import { row } from '../row.js';

/** A mount of a service: where it comes from and where it goes. */
export interface Mount {
  readonly service: string;
  readonly source: string;
  readonly target: string;
}

/** Their rows. */
export const mounts = {
  'bind-mount-refused': row<Mount & { because: string; instead: string }>({
    severity: 'error',
    summary: 'A bind mount of something that a Fargate task cannot have.',
    message: ({ service, source, target, because }) =>
      `service '${service}' mounts ${source} at ${target}: ${because}`,
    fix: ({ instead }) => `${instead}; if the application can do without, say x-aws-bind: ignore`,
  }),
  'bind-source-missing': row<Mount & { file: string }>({
    severity: 'error',
    summary: 'A file or folder that has to be copied into an image does not exist.',
    message: ({ service, target, file }) =>
      `${file} does not exist, and the image of service '${service}' needs it at ${target}`,
    fix: () =>
      'create it; or say x-aws-bind: ignore beside the mount or, of a folder, persist (a volume that starts empty)',
  }),
  'bind-source-unreadable': row<Mount & { file: string; reason: string }>({
    severity: 'error',
    summary: 'A file that has to be copied into an image cannot be read.',
    message: ({ file, reason }) => `${file} can't be read: ${reason}`,
    fix: () => 'let this user read it, or say x-aws-bind: ignore beside the mount',
  }),
  'private-key-in-image': row<Mount & { files: readonly string[] }>({
    severity: 'error',
    summary: 'A private key or a file of passwords would be copied into an image.',
    message: ({ service, files }) =>
      `the image of service '${service}' would hold what looks like a key or passwords: ${files.join(', ')}`,
    fix: () =>
      'make it a Compose secret, which is mounted where the service wants it: secrets: [{source: …, target: /path}]',
  }),
  'files-left-out-of-image': row<Mount & { files: readonly string[]; count: number; because: string }>({
    severity: 'warning',
    summary: 'Files of a mounted folder are not copied into the image.',
    message: ({ source, target, files, count, because }) =>
      `${count === 1 ? '1 file' : `${count} files`} of ${source} will not be at ${target}, because ${because}: ${files.join(', ')}${count > files.length ? ', …' : ''}`,
    fix: () => 'git add what the service needs; what is secret belongs under secrets or env_file',
  }),
  'file-below-volume': row<Mount & { volume: string }>({
    severity: 'info',
    summary: 'A file is mounted into a volume: it is copied there at each start.',
    message: ({ service, source, target, volume }) =>
      `service '${service}' mounts ${source} at ${target}, inside of the volume at ${volume}: it is copied into the volume at each start, where all who mount it see it`,
    fix: () =>
      'if it should be seen here alone, mount it outside of the volume and tell the application where',
  }),
  'told-by-names': row<{ copied: readonly string[]; kept: readonly string[] }>({
    severity: 'warning',
    summary: 'The project is not under version control, so names alone tell data from configuration.',
    message: ({ copied, kept }) =>
      [
        'the project is not under version control, so names alone tell what its folders are',
        ...(copied.length === 0 ? [] : [`copied into images: ${copied.join(', ')}`]),
        ...(kept.length === 0 ? [] : [`kept as volumes that start empty: ${kept.join(', ')}`]),
      ].join('; '),
    fix: () => 'say x-aws-bind: copy or persist beside a mount, or add the project to a Git repository',
  }),
  'bind-becomes-volume': row<Mount & { because: string }>({
    severity: 'info',
    summary: 'A bind mount becomes a volume of its own, which starts empty.',
    message: ({ service, source, target, because }) =>
      `${source}, which service '${service}' mounts at ${target}, becomes a volume that starts empty: ${because}`,
    fix: () => 'if it is configuration, say x-aws-bind: copy beside the mount',
  }),
  'volumes-apart': row<{ inner: string; outer: string; services: readonly string[] }>({
    severity: 'warning',
    summary: 'Two mounted folders lie in each other, and become volumes apart from each other.',
    message: ({ inner, outer, services }) =>
      `${inner} lies in ${outer} on a laptop, but they become two volumes: of ${services.join(' and ')}, neither sees what the other writes`,
    fix: ({ outer }) => `mount ${outer} in both, if they are to share files`,
  }),
  'builder-needed-for-files': row<{ service: string; name: string }>({
    severity: 'info',
    summary: 'The project builds nothing itself, but needs a builder for files that are laid over images.',
    message: ({ service, name }) =>
      `${name} is laid over the image of service '${service}': the project needs a builder for this alone`,
    fix: () => 'have Docker or a remote builder at hand for cdk-compose build',
  }),
  'config-without-value': row<{ config: string; variable: string }>({
    severity: 'error',
    summary: 'A config takes its content from a variable that is not set.',
    message: ({ config, variable }) => `the config '${config}' is the value of ${variable}, which is not set`,
    fix: ({ variable }) => `set ${variable} in the environment or in .env`,
  }),
  'config-holds-secret': row<{ config: string; variables: readonly string[] }>({
    severity: 'error',
    summary: 'A config is made from variables that look like secrets, and would be part of an image.',
    message: ({ config, variables }) =>
      `the config '${config}' would put ${variables.join(', ')} into an image, where everyone who may pull it reads it`,
    fix: ({ config }) =>
      `move '${config}' to secrets, or let the application read the value from its environment`,
  }),
};
