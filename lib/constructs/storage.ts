import * as ec2 from 'aws-cdk-lib/aws-ec2';
import * as efs from 'aws-cdk-lib/aws-efs';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { RemovalPolicy, Size, Stack, Tags } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import type { DeploymentPlan, FileSystemPlan, FileSystemSettings } from '../model/deployment-plan.js';
import { groupDescription } from './group-description.js';
import type { Platform } from './platform.js';

/** A file system that the tasks of the project mount. */
export interface MountableFileSystem {
  readonly fileSystem: efs.IFileSystem;
  readonly securityGroup: ec2.ISecurityGroup;
  /** There once every zone has a mount target. */
  readonly mountTargets: IDependable;
}

/** By volume name. */
export type FileSystems = ReadonlyMap<string, MountableFileSystem>;

/** One EFS file system per named volume. */
export function makeFileSystems(scope: Construct, plan: DeploymentPlan, platform: Platform): FileSystems {
  const parent = new Construct(scope, 'Volumes');
  return new Map(
    plan.fileSystems.map((volume) => {
      const own = new Construct(parent, volume.name);
      const securityGroup = new ec2.SecurityGroup(own, 'SecurityGroup', {
        vpc: platform.vpc,
        allowAllOutbound: false,
        ...groupOfVolume(own, volume),
      });
      const made =
        volume.existing === undefined
          ? createFileSystem(own, volume, platform, securityGroup)
          : adoptFileSystem(own, volume.existing, platform, securityGroup);
      return [volume.name, { ...made, securityGroup }];
    }),
  );
}

/**
 * The group's description holds what can't change without another, empty file system, and it has a name: what must be
 * replaced and has a name, CloudFormation refuses to update (User Guide, "Name type"). The name is what people then read.
 * An existing file system is not ours to lose, and its group has no name that the one before could have, too.
 */
function groupOfVolume(
  scope: Construct,
  { name, existing, settings }: FileSystemPlan,
): Pick<ec2.SecurityGroupProps, 'description' | 'securityGroupName'> {
  const { performanceMode = 'generalPurpose', kmsKey } = settings;
  const lasting = [
    ...(performanceMode === 'generalPurpose' ? [] : [performanceMode]),
    ...(kmsKey === undefined ? [] : [`key ${kmsKey}`]),
  ];
  const description = `Mount targets of the Compose volume ${name}`;
  if (existing !== undefined) return { description: groupDescription(description) };
  const sentence = groupDescription(
    `volume ${name} would be empty with another performance_mode or kms_key_id`,
  );
  return {
    description: groupDescription([description, ...lasting].join(', ')),
    securityGroupName: `${Stack.of(scope).stackName}: ${sentence.slice(0, 120)}`,
  };
}

function createFileSystem(
  scope: Construct,
  volume: FileSystemPlan,
  { vpc, zoneSubnets }: Platform,
  securityGroup: ec2.ISecurityGroup,
): Omit<MountableFileSystem, 'securityGroup'> {
  const fileSystem = new efs.FileSystem(scope, 'FileSystem', {
    vpc,
    vpcSubnets: zoneSubnets,
    securityGroup,
    encrypted: true,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    ...settingsOf(scope, volume.settings),
    // The Name tag would otherwise be the construct's path, and follow it when it moves.
    fileSystemName: volume.name,
    // With a policy in place nobody has access whom neither it nor an identity's policy lets in (EFS User Guide,
    // "Using IAM to control file system data access"); CDK's own would let every identity write.
    allowAnonymousAccess: true,
    fileSystemPolicy: new iam.PolicyDocument({ statements: [refuseUnencryptedTransport()] }),
  });
  const resource = fileSystem.node.defaultChild as efs.CfnFileSystem;
  // The group refuses what would replace the file system, before that is done; mount targets name it anyway.
  resource.addResourceDependency(securityGroup.node.defaultChild as ec2.CfnSecurityGroup);
  resource.overrideLogicalId(volume.logicalId);
  for (const [key, value] of Object.entries(volume.tags)) Tags.of(fileSystem).add(key, value);
  return { fileSystem, mountTargets: fileSystem.mountTargetsAvailable };
}

function settingsOf(scope: Construct, settings: FileSystemSettings): Partial<efs.FileSystemProps> {
  const { performanceMode, throughputMode, provisionedThroughput, backup, lifecycle, kmsKey } = settings;
  return {
    ...(performanceMode === undefined ? {} : { performanceMode: performanceMode as efs.PerformanceMode }),
    ...(throughputMode === undefined ? {} : { throughputMode: throughputMode as efs.ThroughputMode }),
    ...(provisionedThroughput === undefined
      ? {}
      : { provisionedThroughputPerSecond: Size.mebibytes(provisionedThroughput) }),
    ...(backup === undefined ? {} : { enableAutomaticBackups: backup }),
    ...(lifecycle === undefined ? {} : { lifecyclePolicy: lifecycle as efs.LifecyclePolicy }),
    ...(kmsKey === undefined ? {} : { kmsKey: Key.fromKeyArn(scope, 'Key', keyArn(scope, kmsKey)) }),
  };
}

function keyArn(scope: Construct, idOrArn: string): string {
  if (idOrArn.startsWith('arn:')) return idOrArn;
  return Stack.of(scope).formatArn({ service: 'kms', resource: 'key', resourceName: idOrArn });
}

/** Mount targets live and die with the VPC, so an adopted file system gets new ones. */
function adoptFileSystem(
  scope: Construct,
  fileSystemId: string,
  { vpc, zoneSubnets }: Platform,
  securityGroup: ec2.ISecurityGroup,
): Omit<MountableFileSystem, 'securityGroup'> {
  const fileSystem = efs.FileSystem.fromFileSystemAttributes(scope, 'FileSystem', {
    fileSystemId,
    securityGroup,
  });
  const mountTargets = new Construct(scope, 'MountTargets');
  for (const subnet of vpc.selectSubnets(zoneSubnets).subnets)
    new efs.CfnMountTarget(mountTargets, subnet.node.id, {
      fileSystemId,
      subnetId: subnet.subnetId,
      securityGroups: [securityGroup.securityGroupId],
    });
  return { fileSystem, mountTargets };
}

function refuseUnencryptedTransport(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['*'],
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}
