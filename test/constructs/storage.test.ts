import { Match } from 'aws-cdk-lib/assertions';
import type { DeploymentPlan, FileSystemSettings, TaskVolume } from '../../lib/model/deployment-plan.js';
import { onlyResource, resourcesOf, type Statement, statementsOf, templateOf } from './fixtures/template.js';
import { votingApp } from './fixtures/voting-app.js';

const template = templateOf(votingApp);

/** The voting app whose database mounts its volume otherwise. */
function mounting(
  changes: Partial<Extract<TaskVolume, { kind: 'file-system' }>>,
  readOnly = false,
  existing?: string,
): DeploymentPlan {
  return {
    ...votingApp,
    fileSystems: votingApp.fileSystems.map((one) => ({ ...one, existing })),
    services: votingApp.services.map((service) => ({
      ...service,
      taskVolumes: service.taskVolumes.map((volume) => ({ ...volume, ...changes }) as TaskVolume),
      containers: service.containers.map((container) => ({
        ...container,
        mounts: container.mounts.map((mount) => ({ ...mount, readOnly })),
      })),
    })),
  };
}

describe('a named volume', () => {
  test('is a file system under the logical id of the plan, kept once it was created', () => {
    template.hasResource('AWS::EFS::FileSystem', {
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
      Properties: { Encrypted: true },
    });
    expect(onlyResource(template, 'AWS::EFS::FileSystem').id).toBe('VotingAppVolumeDbData');
  });

  test('carries its project and its name as tags', () => {
    template.hasResourceProperties('AWS::EFS::FileSystem', {
      FileSystemTags: [
        { Key: 'com.docker.compose.project', Value: 'voting-app' },
        { Key: 'com.docker.compose.volume', Value: 'db-data' },
        { Key: 'Name', Value: 'db-data' },
      ],
    });
  });

  test('lets in nobody without an IAM grant, and nothing unencrypted', () => {
    template.hasResourceProperties('AWS::EFS::FileSystem', {
      FileSystemPolicy: {
        Statement: [
          {
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Action: '*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          },
        ],
      },
    });
  });

  test('has a mount target per zone, there with its rule before the service starts', () => {
    const targets = Object.keys(resourcesOf(template, 'AWS::EFS::MountTarget'));
    expect(targets).toHaveLength(2);
    expect(onlyResource(template, 'AWS::ECS::Service', 'AppServicesdb').DependsOn).toEqual(
      expect.arrayContaining([...targets, expect.stringContaining('dbdataNfs')]),
    );
    expect(onlyResource(template, 'AWS::ECS::Service', 'AppServicesredis').DependsOn).not.toEqual(
      expect.arrayContaining([targets[0]]),
    );
  });

  test('is mounted in transit encryption, by IAM, as root', () => {
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      Volumes: [
        {
          Name: 'db-data',
          EFSVolumeConfiguration: {
            FilesystemId: { Ref: 'VotingAppVolumeDbData' },
            TransitEncryption: 'ENABLED',
            AuthorizationConfig: { IAM: 'ENABLED' },
          },
        },
      ],
      ContainerDefinitions: [
        Match.objectLike({
          MountPoints: [
            { ContainerPath: '/var/lib/postgresql/data', SourceVolume: 'db-data', ReadOnly: false },
          ],
        }),
      ],
    });
    expect(grants(template)).toEqual([
      {
        Effect: 'Allow',
        Action: [
          'elasticfilesystem:ClientMount',
          'elasticfilesystem:ClientRootAccess',
          'elasticfilesystem:ClientWrite',
        ],
        Resource: { 'Fn::GetAtt': ['VotingAppVolumeDbData', 'Arn'] },
      },
    ]);
  });

  test('mounted read-only is not written', () => {
    expect(grants(templateOf(mounting({}, true)))[0]?.Action).toEqual([
      'elasticfilesystem:ClientMount',
      'elasticfilesystem:ClientRootAccess',
    ]);
  });
});

describe('a change that would replace a file system', () => {
  const groupOf = (settings: FileSystemSettings, existing?: string) => {
    const plan = mounting({}, false, existing);
    const changed = templateOf({
      ...plan,
      fileSystems: plan.fileSystems.map((one) => ({ ...one, settings })),
    });
    const { id, Properties } = onlyResource(changed, 'AWS::EC2::SecurityGroup', 'AppVolumesdbdata');
    const dependsOn = Object.values(resourcesOf(changed, 'AWS::EFS::FileSystem'))[0]?.DependsOn;
    return { id, dependsOn, description: Properties?.['GroupDescription'], name: Properties?.['GroupName'] };
  };

  test('changes a group that has a name, which CloudFormation refuses, before the file system', () => {
    const { id, dependsOn, description, name } = groupOf({});
    expect(dependsOn).toContain(id);
    expect(JSON.stringify(name)).toContain(
      'volume db-data would be empty with another performance_mode or kms_key_id',
    );
    const others: readonly FileSystemSettings[] = [{ performanceMode: 'maxIO' }, { kmsKey: 'mrk-1' }];
    for (const settings of others) {
      expect(groupOf(settings).name).toEqual(name);
      expect(groupOf(settings).description).not.toBe(description);
    }
  });

  test('is no other change of its settings, nor one of a file system that is not ours', () => {
    const { description } = groupOf({});
    const kept: readonly FileSystemSettings[] = [
      { performanceMode: 'generalPurpose' },
      { throughputMode: 'elastic' },
      { backup: true, lifecycle: 'AFTER_30_DAYS' },
    ];
    for (const settings of kept) expect(groupOf(settings).description).toBe(description);
    expect(groupOf({ kmsKey: 'mrk-1' }, 'fs-0123456789abcdef0')).toMatchObject({
      description,
      name: undefined,
    });
  });
});

describe('an access point', () => {
  const owner = { path: '/data', uid: 999, gid: 998, permissions: '0750' };

  test('acts as its owner and lets in through itself alone', () => {
    const owned = templateOf(mounting({ accessPoint: { ...owner, asOwner: true } }));
    owned.hasResourceProperties('AWS::EFS::AccessPoint', {
      PosixUser: { Uid: '999', Gid: '998' },
      RootDirectory: {
        Path: '/data',
        CreationInfo: { OwnerUid: '999', OwnerGid: '998', Permissions: '0750' },
      },
    });
    const { id } = onlyResource(owned, 'AWS::EFS::AccessPoint');
    owned.hasResourceProperties('AWS::ECS::TaskDefinition', {
      Volumes: [
        Match.objectLike({
          EFSVolumeConfiguration: Match.objectLike({
            AuthorizationConfig: { AccessPointId: { Ref: id }, IAM: 'ENABLED' },
          }),
        }),
      ],
    });
    expect(grants(owned)[0]).toMatchObject({
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Condition: { StringEquals: { 'elasticfilesystem:AccessPointArn': expect.anything() } },
    });
  });

  test('keeps the user of the process', () => {
    const kept = templateOf(mounting({ accessPoint: { ...owner, asOwner: false } }));
    expect(onlyResource(kept, 'AWS::EFS::AccessPoint').Properties).not.toHaveProperty('PosixUser');
    expect(grants(kept)[0]?.Action).toContain('elasticfilesystem:ClientRootAccess');
  });
});

test('an adopted file system gets mount targets in the VPC and is not made', () => {
  const adopted = templateOf(mounting({}, false, 'fs-0123456789abcdef0'));
  adopted.resourceCountIs('AWS::EFS::FileSystem', 0);
  adopted.resourceCountIs('AWS::EFS::MountTarget', 2);
  adopted.hasResourceProperties('AWS::EFS::MountTarget', { FileSystemId: 'fs-0123456789abcdef0' });
  expect(JSON.stringify(grants(adopted))).toContain(':file-system/fs-0123456789abcdef0');
});

test('storage of the task is a volume without a place', () => {
  const plan: DeploymentPlan = {
    ...votingApp,
    fileSystems: [],
    services: votingApp.services.map((service) => ({
      ...service,
      taskVolumes: service.taskVolumes.map(({ name }) => ({ kind: 'task-storage', name })),
    })),
  };
  templateOf(plan).hasResourceProperties('AWS::ECS::TaskDefinition', { Volumes: [{ Name: 'db-data' }] });
});

function grants(of: typeof template): readonly Statement[] {
  return statementsOf(of).filter(({ Action }) => JSON.stringify(Action).includes('elasticfilesystem'));
}
