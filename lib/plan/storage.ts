import { bindVolumeName, type TreatedBind } from '../compose/bind-mounts.js';
import type { Service } from '../compose/project.js';
import { volumeFillings } from '../compose/volume-filling.js';
import type { ComposePath, Diagnostic } from '../diagnostics/diagnostic.js';
import { statedOptions } from '../keys/resource/volume-options.js';
import type { AccessPointPlan, MountPlan, TaskVolume, TmpfsPlan } from '../model/deployment-plan.js';
import { filesInVolumes } from '../compose/files-in-volumes.js';
import { persistentMounts, plannedBinds } from '../compose/persistent-mounts.js';
import { existingFileSystem } from './file-systems.js';
import { found, type Found } from './found.js';
import { ecsName } from './identity.js';
import { originalImage } from './image-facts.js';
import { keepsImageFiles } from './image-files.js';
import type { Planning } from './planning.js';
import { tmpfsMounts } from './tmpfs.js';
import { userOf } from './user-of.js';
import type { VolumeMount } from './service-parts.js';

/** Where a new file system keeps a volume: a folder of its own, so that its owner can be set when it is made. */
const VOLUME_FOLDER = '/volume';

/** A container's mounts and what they mount. */
export interface ServiceStorage {
  readonly volumes: readonly TaskVolume[];
  readonly mounts: readonly MountPlan[];
  readonly tmpfs: readonly TmpfsPlan[];
}

/** What a service's container mounts, and the task volumes that this takes in the task of these services. */
export function serviceStorage(
  planning: Planning,
  name: string,
  inTask: readonly string[] = [name],
): Found<ServiceStorage> {
  const service = planning.project.services[name] as Service;
  const volumes = new Map<string, TaskVolume>();
  const mounts: MountPlan[] = [];
  const tmpfs = tmpfsMounts(planning, name);
  const diagnostics: Diagnostic[] = [...tmpfs.diagnostics];
  const binds = plannedBinds(planning, name);
  const ofTask = inTask.flatMap((member) => mountedVolumes(planning, member));
  const own = mountedVolumes(planning, name);
  (service.volumes ?? []).forEach((mount, index) => {
    const path = ['services', name, 'volumes', index];
    const bind = binds.find((each) => each.bind.index === index);
    if (mount.type === 'tmpfs' || keepsImageFiles(planning, name, index)) return;
    const mounted = own[index];
    if (mounted === undefined) {
      if (bind === undefined) diagnostics.push(refusal(planning, name, mount, path));
      return;
    }
    const volume = { ...mounted, name: nameInTask(mounted, ofTask) };
    volumes.set(volume.name, volume);
    mounts.push({
      volume: volume.name,
      containerPath: mount.target,
      readOnly: mount.read_only === true,
      cause: planning.cause(path, bind === undefined ? mountCause(mount) : bindCause(bind)),
    });
  });
  return found({ volumes: [...volumes.values()], mounts, tmpfs: tmpfs.value }, diagnostics);
}

/** What each mount of a service takes, named after what it mounts. */
function mountedVolumes(planning: Planning, service: string): readonly (TaskVolume | undefined)[] {
  const binds = plannedBinds(planning, service);
  return (planning.project.services[service]?.volumes ?? []).map((mount, index) => {
    const bind = binds.find((each) => each.bind.index === index);
    return bind === undefined
      ? taskVolume(planning, service, mount, index)
      : bindVolume(planning, bind, mount);
  });
}

/** A volume of a task has one access point: another folder of a file system, or another owner, is a volume of its own. */
function nameInTask(volume: TaskVolume, ofTask: readonly (TaskVolume | undefined)[]): string {
  const door = doorOf(volume);
  const first = ofTask.find((other) => other?.name === volume.name);
  return first === undefined || doorOf(first) === door ? volume.name : ecsName(`${volume.name}${door}`);
}

/** What tells access points apart once their folder exists. */
function doorOf(volume: TaskVolume): string {
  if (volume.kind !== 'file-system' || volume.accessPoint === undefined) return '/';
  const { path, uid, gid, asOwner } = volume.accessPoint;
  return asOwner ? `${path}:${uid}:${gid}` : path;
}

function taskVolume(
  planning: Planning,
  service: string,
  mount: VolumeMount,
  index: number,
): TaskVolume | undefined {
  if (mount.type !== 'volume') return undefined;
  if (mount.source === undefined || mount.source === '') {
    return { kind: 'task-storage', name: `${ecsName(service)}-anonymous-${index}` };
  }
  return {
    kind: 'file-system',
    name: ecsName(mount.source),
    fileSystem: mount.source,
    accessPoint: accessPoint(planning, service, mount),
  };
}

/**
 * What a bind mount takes: a volume, if its data is kept; storage of the task for a folder of the image below a volume,
 * which ECS fills with what the image has there; else nothing: a file below a volume is put into that volume. What is
 * refused is told elsewhere.
 */
function bindVolume(
  planning: Planning,
  { bind, treatment }: TreatedBind,
  mount: VolumeMount,
): TaskVolume | undefined {
  const { service, index, target, name } = bind;
  if (treatment.kind === 'persist') {
    const volume = bindVolumeName(bind);
    return {
      kind: 'file-system',
      name: bind.volume === undefined ? ecsName(`bind${name.replace(/^\./, '')}`) : ecsName(volume),
      fileSystem: volume,
      accessPoint: accessPoint(planning, service, { ...mount, source: volume }),
    };
  }
  const mounts = planning.project.services[service]?.volumes ?? [];
  const isBelowVolume = persistentMounts(planning, service).some(({ index: other }) =>
    target.startsWith(`${mounts[other]?.target}/`),
  );
  const isFile = filesInVolumes(planning, service, planning.images[service]).some(
    (file) => file.target === target,
  );
  return treatment.kind === 'copy' && isBelowVolume && !isFile
    ? { kind: 'task-storage', name: `${ecsName(service)}-files-${index}` }
    : undefined;
}

/**
 * The door to the volume: the volume's folder, made on first use for the user that the container runs as. Root needs no
 * other identity. What an existing file system holds is mounted from its root, unless `root_directory` says otherwise.
 * Where Docker would give a volume owner and mode of the image's folder, everyone in the container is who they are.
 */
function accessPoint(planning: Planning, service: string, mount: VolumeMount): AccessPointPlan | undefined {
  const source = mount.source as string;
  const options = statedOptions(planning.project.volumes?.[source]?.driver_opts);
  const { uid, gid, permissions, root_directory: stated } = options;
  const adopted = existingFileSystem(planning, source) !== undefined;
  const folder = stated ?? (adopted ? '/' : VOLUME_FOLDER);
  const subpath = mount.volume?.subpath;
  const path = subpath === undefined ? folder : `${folder === '/' ? '' : folder}/${subpath}`;
  const user = uid === undefined ? userOf(planning, service) : numericUser(uid, gid);
  if (user.kind === 'root' && path === '/') return undefined;
  const likeImage = uid === undefined ? ownerInImage(planning, service, mount) : undefined;
  if (likeImage !== undefined)
    return { path, ...likeImage, permissions: permissions ?? likeImage.permissions, asOwner: false };
  if (user.kind === 'numeric') {
    const asOwner = uid !== undefined || !isFilled(planning, service, mount);
    return { path, uid: user.uid, gid: user.gid, permissions: permissions ?? '0755', asOwner };
  }
  const open = user.kind === 'named' ? '1777' : '0755';
  return { path, uid: 0, gid: 0, permissions: permissions ?? open, asOwner: false };
}

/** Owner and mode of a folder of the image that holds no files, which a volume that is mounted there begins with. */
function ownerInImage(
  planning: Planning,
  service: string,
  { type, target, volume }: VolumeMount,
): Pick<AccessPointPlan, 'uid' | 'gid' | 'permissions'> | undefined {
  if (type !== 'volume' || volume?.nocopy === true) return undefined;
  const { owner, mode } = originalImage(planning, service)?.locked?.config.folders?.[target] ?? {};
  const [uid, gid] = (owner ?? '').split(':').map(Number);
  return uid === undefined || gid === undefined || mode === undefined
    ? undefined
    : { uid, gid, permissions: mode };
}

function isFilled(planning: Planning, service: string, { target }: VolumeMount): boolean {
  const { volumes } = planning.project.services[service] ?? {};
  return volumeFillings(planning, service, planning.images[service]).some(
    ({ index }) => volumes?.[index]?.target === target,
  );
}

function numericUser(uid: string, gid: string | undefined) {
  return { kind: 'numeric', uid: Number(uid), gid: Number(gid ?? uid) } as const;
}

function mountCause({ type, source, target, read_only }: VolumeMount): string {
  const what = source === undefined || source === '' ? 'anonymous volume' : `${type} ${source}`;
  return `${what} at ${target}${read_only === true ? ', read-only' : ''}`;
}

// A bind mount's source is called the same on every machine only by its name.
function bindCause({ bind, treatment }: TreatedBind): string {
  return `${bind.name}: ${treatment.because}`;
}

function refusal(planning: Planning, service: string, mount: VolumeMount, path: ComposePath): Diagnostic {
  const { type, target } = mount;
  return planning.finding('mount-type-not-on-fargate', { service, type, target }, path);
}
