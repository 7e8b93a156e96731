import type { MountPlan, TaskVolume } from '../model/deployment-plan.js';
import type { SecretVariablePlan } from '../model/secret-plan.js';
import { CONFIGS_FOLDER } from '../compose/external-configs.js';
import { configFiles } from './config-files.js';
import { found, gather, type Found } from './found.js';
import { ecsName } from './identity.js';
import type { InitWork } from './init-container.js';
import type { Planning } from './planning.js';
import { secretEnvironment } from './secret-environment.js';
import { SECRETS_FOLDER, secretFiles } from './secret-files.js';

/** How secrets reach a service's container. */
export interface ServiceSecrets {
  readonly variables: readonly SecretVariablePlan[];
  /** The variables that the plain environment must not hold. */
  readonly names: readonly string[];
  readonly volumes: readonly TaskVolume[];
  /** Of the service's container. */
  readonly mounts: readonly MountPlan[];
  /** Writing the files before the service's container starts; undefined: there are none. */
  readonly work: InitWork | undefined;
}

/**
 * Secrets as files are written by an init container into a volume of the task, which the service's container sees
 * read-only: ECS itself hands secrets over as environment variables alone (Amazon ECS Developer Guide, "Pass sensitive
 * data to an Amazon ECS container").
 */
export function serviceSecrets(planning: Planning, service: string): Found<ServiceSecrets> {
  const parts = gather({
    environment: secretEnvironment(planning, service),
    secrets: secretFiles(planning, service),
    configs: configFiles(planning, service),
  });
  const { environment, secrets, configs } = parts.value;
  const files = [...secrets, ...configs];
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
        cause: planning.cause(at, `${folder === CONFIGS_FOLDER ? 'configs' : 'secrets'} in ${folder}`),
      };
    });
  const [first] = files;
  const work: InitWork | undefined =
    first === undefined
      ? undefined
      : {
          cause: planning.cause(first.at, `${secrets.length > 0 ? 'secrets' : 'configs'} of ${service}`),
          words: files.flatMap(({ path, uid, gid, mode, isEncoded }, index) => [
            'file',
            variableOf(index),
            path,
            uid,
            gid,
            mode,
            isEncoded ? 'base64' : 'text',
          ]),
          mounts: mounts(false),
          secrets: files.map(({ source, at, path, mode, uid, gid }, index) => ({
            variable: variableOf(index),
            source,
            cause: planning.cause(at, `file ${path}, ${mode} of ${uid}:${gid}`),
          })),
        };
  return found({ ...environment, volumes, mounts: mounts(true), work }, parts.diagnostics);
}

function variableOf(index: number): string {
  return `SECRET_${index + 1}`;
}

/** A name for each folder, the same whatever other folders there are. */
function volumeName(service: string, folder: string): string {
  if (folder === CONFIGS_FOLDER) return ecsName(`${service}-configs`);
  return ecsName(folder === SECRETS_FOLDER ? `${service}-secrets` : `${service}-secrets${folder}`);
}
