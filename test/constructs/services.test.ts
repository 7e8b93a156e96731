import { Match } from 'aws-cdk-lib/assertions';
import { cause, container, decided, deploymentPlan, service } from './fixtures/plan.js';
import { onlyResource, resourcesOf, statementsOf, templateOf } from './fixtures/template.js';
import { votingApp } from './fixtures/voting-app.js';

const template = templateOf(votingApp);
const digest = (fill: string) => `sha256:${fill.repeat(64)}`;

function withContainer(changes: Parameters<typeof container>[1]) {
  return templateOf(
    deploymentPlan({ services: [service('web', { containers: [container('web', changes)] })] }),
  );
}

describe('a service', () => {
  test('keeps its tasks on a capacity provider, never a launch type', () => {
    template.allResourcesProperties('AWS::ECS::Service', {
      LaunchType: Match.absent(),
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
    });
  });

  test('rolls back when its tasks do not start', () => {
    template.allResourcesProperties('AWS::ECS::Service', {
      DeploymentConfiguration: Match.objectLike({
        DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      }),
    });
  });

  test('that alone writes its volume is replaced stop-first, and never balanced across zones', () => {
    const { Properties } = onlyResource(template, 'AWS::ECS::Service', 'AppServicesdb');
    expect(Properties).toMatchObject({
      AvailabilityZoneRebalancing: 'DISABLED',
      DeploymentConfiguration: { MinimumHealthyPercent: 0, MaximumPercent: 100 },
    });
  });

  test('has the planned number of tasks and a grace period behind a load balancer', () => {
    expect(onlyResource(template, 'AWS::ECS::Service', 'AppServicesvote').Properties).toMatchObject({
      DesiredCount: 1,
      HealthCheckGracePeriodSeconds: 120,
    });
    expect(onlyResource(template, 'AWS::ECS::Service', 'AppServicesredis').Properties).not.toHaveProperty(
      'HealthCheckGracePeriodSeconds',
    );
  });

  test('starts after the services that it waits for', () => {
    const idOf = (name: string) => onlyResource(template, 'AWS::ECS::Service', `AppServices${name}`).id;
    const { DependsOn } = onlyResource(template, 'AWS::ECS::Service', 'AppServicesworker');
    expect(DependsOn).toEqual(expect.arrayContaining([idOf('db'), idOf('redis')]));
    expect(onlyResource(template, 'AWS::ECS::Service', 'AppServicesredis').DependsOn).not.toContain(
      idOf('db'),
    );
  });

  test('waits for the policies of its roles', () => {
    for (const { DependsOn } of Object.values(resourcesOf(template, 'AWS::ECS::Service')))
      expect(DependsOn).toEqual(
        expect.arrayContaining([expect.stringContaining('TaskDefinitionExecutionRoleDefaultPolicy')]),
      );
  });
});

describe('a task definition', () => {
  test('has the planned size and architecture', () => {
    const arm = templateOf(
      deploymentPlan({
        services: [
          service('web', { architecture: decided('ARM64'), size: decided({ cpu: 1024, memory: 3072 }) }),
        ],
      }),
    );
    arm.hasResourceProperties('AWS::ECS::TaskDefinition', {
      Cpu: '1024',
      Memory: '3072',
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: ['FARGATE'],
      RuntimePlatform: { CpuArchitecture: 'ARM64', OperatingSystemFamily: 'LINUX' },
    });
  });

  test('shares its processes among its containers', () => {
    const shared = templateOf(deploymentPlan({ services: [service('web', { pidMode: decided('task') })] }));
    shared.hasResourceProperties('AWS::ECS::TaskDefinition', { PidMode: 'task' });
    template.allResourcesProperties('AWS::ECS::TaskDefinition', { PidMode: Match.absent() });
  });

  test('has roles of its own, whose statements name their resources', () => {
    template.resourceCountIs('AWS::IAM::Role', 10);
    const anything = statementsOf(template).filter(({ Resource }) => Resource === '*');
    expect(anything.map(({ Action }) => Action)).toEqual(
      // The one action here that AWS knows no resource for.
      Array(3).fill('ecr:GetAuthorizationToken'),
    );
  });

  test('orders the containers of one task', () => {
    const task = templateOf(
      deploymentPlan({
        services: [
          service('web', {
            containers: [
              container('web', { dependsOn: [{ container: 'init', condition: 'SUCCESS' }] }),
              container('init', { essential: false }),
            ],
          }),
        ],
      }),
    );
    task.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          Name: 'web',
          Essential: true,
          DependsOn: [{ Condition: 'SUCCESS', ContainerName: 'init' }],
        }),
        Match.objectLike({ Name: 'init', Essential: false }),
      ],
    });
  });
});

describe('an image', () => {
  test('of our repository goes by digest, with leave to pull exactly that repository', () => {
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          Name: 'vote',
          VersionConsistency: 'disabled',
          Image: {
            'Fn::Join': [
              '',
              [
                { Ref: 'AWS::AccountId' },
                '.dkr.ecr.',
                { Ref: 'AWS::Region' },
                '.',
                { Ref: 'AWS::URLSuffix' },
                `/voting-app@${digest('b')}`,
              ],
            ],
          },
        }),
      ],
    });
    const pull = onlyResource(template, 'AWS::IAM::Policy', 'AppServicesvote');
    expect(JSON.stringify(pull.Properties)).toContain(':repository/voting-app');
  });

  test('of a registry goes by digest', () => {
    template.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [Match.objectLike({ Image: `docker.io/library/postgres@${digest('d')}` })],
    });
  });

  test('of another account is pulled from there', () => {
    const other = withContainer({
      image: {
        from: 'ecr',
        repository: '111122223333.dkr.ecr.eu-west-1.amazonaws.com/team/shop',
        tag: 'c-1',
        digest: digest('e'),
        cause,
      },
    });
    other.hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          Image: Match.objectLike({
            'Fn::Join': ['', Match.arrayWith([`/team/shop@${digest('e')}`])],
          }),
        }),
      ],
    });
    expect(JSON.stringify(resourcesOf(other, 'AWS::IAM::Policy'))).toContain(
      'arn:aws:ecr:eu-west-1:111122223333:repository/team/shop',
    );
  });

  test("of another account, whose region is the stack's own, has its region from the stack", () => {
    const place = { repository: 'shop', account: '111122223333' };
    const other = withContainer({ image: { from: 'ecr', ...place, tag: 'c-1', digest: digest('e'), cause } });
    expect(JSON.stringify(resourcesOf(other, 'AWS::IAM::Policy'))).toContain(
      '{"Fn::Join":["",["arn:",{"Ref":"AWS::Partition"},":ecr:",{"Ref":"AWS::Region"},":111122223333:repository/shop"]]}',
    );
    expect(JSON.stringify(resourcesOf(other, 'AWS::ECS::TaskDefinition'))).toContain(
      `"/shop@${digest('e')}"`,
    );
  });

  test('or a binding that is missing stops the deployment with its sentence', () => {
    const missing = templateOf({
      ...votingApp,
      missingImages: [
        { service: 'vote', key: 'c-vote', sentence: "no image for 'vote': run cdk-compose build" },
      ],
      missingBindings: [{ what: 'volume data', sentence: 'no file system is bound' }],
    });
    expect(Object.values(missing.toJSON()['Rules'] as object)).toContainEqual({
      Assertions: ["no image for 'vote': run cdk-compose build", 'no file system is bound'].map(
        (sentence) => ({
          Assert: { 'Fn::Equals': ['missing', 'there'] },
          AssertDescription: sentence,
        }),
      ),
    });
    expect(JSON.stringify(template.toJSON()['Rules'])).not.toContain('missing');
  });
});

describe('a container', () => {
  test('has what single keys say', () => {
    withContainer({
      portMappings: [
        { containerPort: 80, protocol: 'tcp', cause },
        { containerPort: 53, protocol: 'udp', cause },
      ],
      settings: {
        command: ['serve'],
        entryPoint: ['/init'],
        workingDirectory: '/app',
        user: '1000:1000',
        environment: { A: '1' },
        healthCheck: { command: ['CMD', 'true'], interval: 10, timeout: 3, retries: 4, startPeriod: 20 },
        ulimits: [{ name: 'nofile', softLimit: 1024, hardLimit: 2048 }],
        readonlyRootFilesystem: true,
        interactive: true,
        pseudoTerminal: true,
        stopTimeout: 90,
        dockerLabels: { team: 'shop' },
        systemControls: [{ namespace: 'net.core.somaxconn', value: '1024' }],
        restartPolicy: { ignoredExitCodes: [0] },
      },
    }).hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          PortMappings: [
            { ContainerPort: 80, Protocol: 'tcp' },
            { ContainerPort: 53, Protocol: 'udp' },
          ],
          Command: ['serve'],
          EntryPoint: ['/init'],
          WorkingDirectory: '/app',
          User: '1000:1000',
          Environment: [{ Name: 'A', Value: '1' }],
          HealthCheck: { Command: ['CMD', 'true'], Interval: 10, Timeout: 3, Retries: 4, StartPeriod: 20 },
          Ulimits: [{ Name: 'nofile', SoftLimit: 1024, HardLimit: 2048 }],
          ReadonlyRootFilesystem: true,
          Interactive: true,
          PseudoTerminal: true,
          StopTimeout: 90,
          DockerLabels: { team: 'shop' },
          SystemControls: [{ Namespace: 'net.core.somaxconn', Value: '1024' }],
          RestartPolicy: { Enabled: true, IgnoredExitCodes: [0] },
        }),
      ],
    });
  });

  test('has Linux parameters only when something sets one', () => {
    withContainer({
      tmpfs: [{ containerPath: '/run', size: 64, mountOptions: ['noexec'], cause }],
      settings: { initProcessEnabled: true, capabilitiesAdd: ['SYS_PTRACE'], capabilitiesDrop: ['ALL'] },
    }).hasResourceProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: [
        Match.objectLike({
          LinuxParameters: {
            InitProcessEnabled: true,
            Capabilities: { Add: ['SYS_PTRACE'], Drop: ['ALL'] },
            Tmpfs: [{ ContainerPath: '/run', Size: 64, MountOptions: ['noexec'] }],
          },
        }),
      ],
    });
    template.allResourcesProperties('AWS::ECS::TaskDefinition', {
      ContainerDefinitions: Match.arrayWith([Match.objectLike({ LinuxParameters: Match.absent() })]),
    });
  });
});

test('a task that asks for more storage has it', () => {
  const large = templateOf(deploymentPlan({ services: [service('web', { disk: decided(50) })] }));
  large.hasResourceProperties('AWS::ECS::TaskDefinition', { EphemeralStorage: { SizeInGiB: 50 } });
});
