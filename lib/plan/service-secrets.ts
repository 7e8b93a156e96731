import { initImage } from '../compose/init-image.js';
import type { ContainerPlan, ImagePlan, MountPlan, TaskVolume } from '../model/deployment-plan.js';
import type { SecretVariablePlan } from '../model/secret-plan.js';
import { found, gather, type Found } from './found.js';
import { ecsName } from './identity.js';
import { ownRepository } from './image-plan.js';
import type { Planning } from './planning.js';
import { secretEnvironment } from './secret-environment.js';
import { SECRETS_FOLDER, secretFiles, type SecretFile } from './secret-files.js';

/** How secrets reach a service's container. */
export interface ServiceSecrets {
  readonly variables: readonly SecretVariablePlan[];
  /** The variables that the plain environment must not hold. */
  readonly names: readonly string[];
  readonly volumes: readonly TaskVolume[];
  /** Of the service's container. */
  readonly mounts: readonly MountPlan[];
  /** Writes the files before the service's container starts; undefined: there are none. */
  readonly init: ContainerPlan | undefined;
}

/**
 * Secrets as files are written by an init container into a volume of the task, which the service's container sees
 * read-only: ECS itself hands secrets over as environment variables alone (Amazon ECS Developer Guide, "Pass sensitive
 * data to an Amazon ECS container").
 */
export function serviceSecrets(planning: Planning, service: string): Found<ServiceSecrets> {
  const parts = gather({
    environment: secretEnvironment(planning, service),
    files: secretFiles(planning, service),
  });
  const { environment, files } = parts.value;
  const folders = [...new Set(files.map(({ folder }) => folder))].toSorted();
  const volumes = folders.map((folder) => ({
    kind: 'task-storage' as const,
    name: volumeName(service, folder),
  }));
  const mounts = (readOnly: boolean): readonly MountPlan[] =>
    folders.map((folder) => {
      const at = files.find((file) => file.folder === folder)?.at ?? [];
      return {
        volume: volumeName(service, folder),
        containerPath: folder,
        readOnly,
        cause: planning.cause(at, `secrets in ${folder}`),
      };
    });
  const init = initContainer(planning, service, files);
  return found(
    {
      ...environment,
      volumes,
      mounts: mounts(true),
      init: init === undefined ? undefined : { ...init, mounts: mounts(false) },
    },
    parts.diagnostics,
  );
}

function initContainer(
  planning: Planning,
  service: string,
  files: readonly SecretFile[],
): ContainerPlan | undefined {
  const [first] = files;
  if (first === undefined) return undefined;
  const cause = planning.cause(first.at, `secrets of ${service}`);
  return {
    name: `${ecsName(service)}-secrets`,
    cause,
    essential: false,
    image: initImagePlan(planning, cause),
    portMappings: [],
    mounts: [],
    tmpfs: [],
    logStreamPrefix: `${service}-secrets`,
    dependsOn: [],
    settings: {
      command: files.flatMap(({ path, uid, gid, mode, isEncoded }, index) => [
        'file',
        variableOf(index),
        path,
        uid,
        gid,
        mode,
        isEncoded ? 'base64' : 'text',
      ]),
    },
    // The secrets say it, one by one.
    causes: {},
    secrets: files.map(({ source, at, path, mode, uid, gid }, index) => ({
      variable: variableOf(index),
      source,
      cause: planning.cause(at, `file ${path}, ${mode} of ${uid}:${gid}`),
    })),
  };
}

function variableOf(index: number): string {
  return `SECRET_${index + 1}`;
}

function initImagePlan({ project, images, bindings }: Planning, cause: ContainerPlan['cause']): ImagePlan {
  const image = images[initImage];
  return {
    from: 'ecr',
    repository: ownRepository(project.name, bindings),
    tag: image?.tag ?? 'missing',
    digest: image?.digest,
    cause,
  };
}

/** A name for each folder, the same whatever other folders there are. */
function volumeName(service: string, folder: string): string {
  return ecsName(folder === SECRETS_FOLDER ? `${service}-secrets` : `${service}-secrets${folder}`);
}
