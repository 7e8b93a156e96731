import { isAllowed } from '../grants.js';
import { resourceRule, type Rule } from '../rule.js';
import { endpointOf, runRule } from '../run.js';
import type { Deployment, Resource } from '../deployment.js';
import { isReachable } from '../reachable.js';
import { get, list, number, repeated, text, type Json } from '../json.js';

interface EfsVolume {
  readonly at: string;
  readonly value: Json | undefined;
  readonly fileSystem: Resource | undefined;
}

function efsVolumesOf(task: Resource, deployment: Deployment): readonly EfsVolume[] {
  return list(get(task.properties, 'Volumes')).flatMap((volume, index) => {
    const value = get(volume, 'EFSVolumeConfiguration');
    if (value === undefined) return [];
    const fileSystem = deployment.named(get(value, 'FilesystemId'), task);
    return [{ at: `Volumes.${index}.EFSVolumeConfiguration`, value, fileSystem }];
  });
}

function mountTargetsOf(fileSystem: Resource, deployment: Deployment): readonly Resource[] {
  return deployment
    .ofType('AWS::EFS::MountTarget')
    .filter((target) => deployment.named(get(target.properties, 'FileSystemId'), target) === fileSystem);
}

function zoneOf(subnet: Resource | undefined): string {
  return JSON.stringify(get(subnet?.properties, 'AvailabilityZone'));
}

export const efsRules: readonly Rule[] = [
  resourceRule(
    'AWS::ECS::TaskDefinition',
    { id: 'efs-volume', page: 'EFSVolumeConfiguration (Amazon ECS API Reference)' },
    function* (task, deployment) {
      for (const { at, value } of efsVolumesOf(task, deployment)) {
        const accessPoint = get(value, 'AuthorizationConfig', 'AccessPointId');
        const root = text(get(value, 'RootDirectory')) ?? '/';
        const encrypted = get(value, 'TransitEncryption') === 'ENABLED';
        if (accessPoint !== undefined && root !== '/')
          yield [`${at}.RootDirectory`, 'with an access point the root directory is absent or /'];
        if (!encrypted && accessPoint !== undefined)
          yield [`${at}.TransitEncryption`, 'an access point needs transit encryption'];
        if (!encrypted && get(value, 'AuthorizationConfig', 'IAM') === 'ENABLED')
          yield [`${at}.TransitEncryption`, 'IAM authorization needs transit encryption'];
        if (!root.startsWith('/')) yield [`${at}.RootDirectory`, `'${root}' is no absolute path`];
      }
    },
  ),
  resourceRule(
    'AWS::ECS::TaskDefinition',
    { id: 'efs-grant', page: 'Using IAM to control access to Amazon EFS' },
    function* (task, deployment) {
      for (const { at, value, fileSystem } of efsVolumesOf(task, deployment)) {
        if (get(value, 'AuthorizationConfig', 'IAM') !== 'ENABLED') continue;
        const role = deployment.named(get(task.properties, 'TaskRoleArn'), task);
        if (get(task.properties, 'TaskRoleArn') === undefined)
          yield [at, 'mounts with IAM authorization and has no task role'];
        else if (
          role &&
          fileSystem &&
          !isAllowed(role, 'elasticfilesystem:ClientMount', `<${fileSystem.id}.Arn>`, deployment) &&
          !isAllowed(role, 'elasticfilesystem:ClientMount', arnOf(fileSystem), deployment)
        )
          yield [at, `the task role may not elasticfilesystem:ClientMount ${fileSystem.id}`];
      }
    },
  ),
  runRule(
    { id: 'efs-reachable', page: 'Managing mount targets (Amazon EFS User Guide)' },
    function* (run, deployment) {
      for (const { fileSystem } of run.task ? efsVolumesOf(run.task, deployment) : []) {
        if (!fileSystem) continue;
        const targets = mountTargetsOf(fileSystem, deployment);
        const served = targets.map((target) =>
          zoneOf(deployment.named(get(target.properties, 'SubnetId'), target)),
        );
        for (const subnet of run.subnets.map((each) => deployment.named(each, run.resource)))
          if (subnet && !served.includes(zoneOf(subnet)))
            yield [
              run.at,
              `file system ${fileSystem.id} has no mount target in the zone of subnet ${subnet.id}`,
            ];
        for (const target of targets) {
          if (!deployment.before(run.resource).has(target))
            yield ['', `tasks may start before mount target ${target.id} is there`];
          const there = { groups: list(get(target.properties, 'SecurityGroups')), of: target };
          if (!isReachable(endpointOf(run), there, { port: 2049, protocol: 'tcp' }, deployment))
            yield [run.at, `no security group rule lets the tasks reach ${target.id} on 2049`];
        }
      }
    },
  ),
  resourceRule(
    'AWS::EFS::FileSystem',
    { id: 'mount-target-per-zone', page: 'CreateMountTarget (Amazon EFS API Reference)' },
    function* (fileSystem, deployment) {
      const targets = mountTargetsOf(fileSystem, deployment);
      const zones = targets.map((target) =>
        zoneOf(deployment.named(get(target.properties, 'SubnetId'), target)),
      );
      for (const zone of repeated(zones))
        if (zone !== undefined)
          yield ['', `two mount targets are in zone ${zone}; a file system has one per zone`];
      for (const target of targets)
        if (list(get(target.properties, 'SecurityGroups')).length > 5)
          yield ['', `${target.id} has more than 5 security groups`];
    },
  ),
  resourceRule(
    'AWS::EFS::FileSystem',
    { id: 'data-retained', page: 'DeletionPolicy attribute (AWS CloudFormation)' },
    function* ({ entry, properties }) {
      if (!String(get(entry, 'DeletionPolicy')).startsWith('Retain'))
        yield ['', 'deleting the stack deletes the data'];
      if (get(entry, 'UpdateReplacePolicy') !== 'Retain') yield ['', 'a replacement deletes the data'];
      if (get(properties, 'Encrypted') !== true) yield ['Encrypted', 'the file system is not encrypted'];
    },
  ),
  resourceRule(
    'AWS::EFS::AccessPoint',
    { id: 'access-point', page: 'CreateAccessPoint (Amazon EFS API Reference)' },
    function* ({ properties }) {
      const path = text(get(properties, 'RootDirectory', 'Path')) ?? '/';
      const creation = get(properties, 'RootDirectory', 'CreationInfo');
      if (path.length > 100 || path.split('/').filter(Boolean).length > 4 || !path.startsWith('/'))
        yield ['RootDirectory.Path', `'${path}': absolute, 4 levels and 100 characters at most`];
      if (path !== '/' && creation === undefined)
        yield [
          'RootDirectory.CreationInfo',
          'a folder that is not there yet needs its owner and permissions',
        ];
      const permissions = get(creation, 'Permissions');
      if (creation !== undefined && !/^[0-7]{3,4}$/.test(String(permissions)))
        yield ['RootDirectory.CreationInfo.Permissions', `'${String(permissions)}' is no octal mode`];
      for (const [at, id] of [
        ['PosixUser.Uid', get(properties, 'PosixUser', 'Uid')],
        ['PosixUser.Gid', get(properties, 'PosixUser', 'Gid')],
        ['RootDirectory.CreationInfo.OwnerUid', get(creation, 'OwnerUid')],
        ['RootDirectory.CreationInfo.OwnerGid', get(creation, 'OwnerGid')],
      ] as const)
        if (id !== undefined && !((number(id) ?? -1) >= 0 && (number(id) ?? -1) < 2 ** 32))
          yield [at, `${String(id)} is no numeric id`];
    },
  ),
];

/** The ARN as CDK writes it from the parts of the stack. */
function arnOf(fileSystem: Resource): string {
  return `arn:<AWS.Partition>:elasticfilesystem:<AWS.Region>:<AWS.AccountId>:file-system/<${fileSystem.id}>`;
}
