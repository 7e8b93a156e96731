import * as ec2 from 'aws-cdk-lib/aws-ec2';
import type * as ecs from 'aws-cdk-lib/aws-ecs';
import * as efs from 'aws-cdk-lib/aws-efs';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { type Construct, DependencyGroup, type IDependable } from 'constructs';
import type { AccessPointPlan, ServicePlan, TaskVolume } from '../model/deployment-plan.js';
import { groupDescription } from './group-description.js';
import type { FileSystems, MountableFileSystem } from './storage.js';

type FileSystemVolume = Extract<TaskVolume, { kind: 'file-system' }>;

/** Where a service's volumes are spelled. */
export interface VolumeContext {
  readonly plan: ServicePlan;
  readonly taskDefinition: ecs.FargateTaskDefinition;
  /** The service's own group, from which it reaches its file systems. */
  readonly securityGroup: ec2.ISecurityGroup;
  readonly fileSystems: FileSystems;
}

/**
 * Declares the volumes of a task and lets it use them: network access and an IAM grant for exactly the file systems
 * that it mounts. Returns what must be there before a task can mount them.
 */
export function addTaskVolumes(scope: Construct, context: VolumeContext): IDependable {
  const ready = new DependencyGroup();
  const reached = new Set<string>();
  for (const volume of context.plan.taskVolumes) {
    if (volume.kind === 'task-storage') {
      context.taskDefinition.addVolume({ name: volume.name });
      continue;
    }
    const target = context.fileSystems.get(volume.fileSystem);
    if (target === undefined) throw new Error(`the plan has no file system '${volume.fileSystem}'`);
    addFileSystemVolume(scope, context, volume, target);
    if (reached.has(volume.fileSystem)) continue;
    reached.add(volume.fileSystem);
    ready.add(target.mountTargets);
    ready.add(allowNfs(scope, context.securityGroup, target, volume.fileSystem));
  }
  return ready;
}

function addFileSystemVolume(
  scope: Construct,
  { plan, taskDefinition }: VolumeContext,
  volume: FileSystemVolume,
  { fileSystem }: MountableFileSystem,
): void {
  const accessPoint =
    volume.accessPoint && makeAccessPoint(scope, volume.name, fileSystem, volume.accessPoint);
  taskDefinition.addVolume({
    name: volume.name,
    efsVolumeConfiguration: {
      fileSystemId: fileSystem.fileSystemId,
      transitEncryption: 'ENABLED',
      authorizationConfig: { iam: 'ENABLED', accessPointId: accessPoint?.accessPointId },
    },
  });
  const writes = plan.containers.some(({ mounts }) =>
    mounts.some((mount) => mount.volume === volume.name && !mount.readOnly),
  );
  taskDefinition.addToTaskRolePolicy(
    new PolicyStatement({
      actions: [
        'elasticfilesystem:ClientMount',
        ...(writes ? ['elasticfilesystem:ClientWrite'] : []),
        // Without it EFS takes root for nobody.
        ...(volume.accessPoint?.asOwner === true ? [] : ['elasticfilesystem:ClientRootAccess']),
      ],
      resources: [fileSystem.fileSystemArn],
      ...(accessPoint === undefined
        ? {}
        : {
            conditions: {
              StringEquals: { 'elasticfilesystem:AccessPointArn': accessPoint.accessPointArn },
            },
          }),
    }),
  );
}

function makeAccessPoint(
  scope: Construct,
  volume: string,
  fileSystem: efs.IFileSystem,
  { path, uid, gid, permissions, asOwner }: AccessPointPlan,
): efs.AccessPoint {
  return new efs.AccessPoint(scope, `${volume}AccessPoint`, {
    fileSystem,
    path,
    ...(asOwner ? { posixUser: { uid: String(uid), gid: String(gid) } } : {}),
    createAcl: { ownerUid: String(uid), ownerGid: String(gid), permissions },
  });
}

/** As a rule of the service: one that the file system's group held would change with every service that mounts it. */
function allowNfs(
  scope: Construct,
  from: ec2.ISecurityGroup,
  { securityGroup }: MountableFileSystem,
  name: string,
): IDependable {
  const port = efs.FileSystem.DEFAULT_PORT;
  // A group that lets everything out takes no rules of its own.
  if (!from.allowAllOutbound)
    from.addEgressRule(securityGroup, ec2.Port.tcp(port), groupDescription(`file system of volume ${name}`));
  return new ec2.CfnSecurityGroupIngress(scope, `${name}Nfs`, {
    groupId: securityGroup.securityGroupId,
    sourceSecurityGroupId: from.securityGroupId,
    ipProtocol: 'tcp',
    fromPort: port,
    toPort: port,
    description: `service ${scope.node.id}`,
  });
}
