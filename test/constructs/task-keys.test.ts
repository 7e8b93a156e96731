/** The extension keys about a service's tasks, from the Compose file to the template. */
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { checkDeployment, formatFinding } from '../fargate/check-deployment.js';
import type { Json } from '../fargate/json.js';
import { planned } from '../support/planned.js';
import { onlyResource, templateOf } from './fixtures/template.js';

function deployed(text: string): Template {
  const { plan, diagnostics } = planned(text);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const template = templateOf(plan);
  expect(checkDeployment({ stack: template.toJSON() as Json }).map(formatFinding)).toEqual([]);
  return template;
}

const service = (keys: string) => `services: { web: { image: nginx, ports: ["80:8080"], ${keys} } }`;

test('autoscaling owns the number of tasks', () => {
  const template = deployed(
    service('deploy: { replicas: 2, x-aws-autoscaling: { max: 6, cpu: 60, mem: 70, requests: 500 } }'),
  );
  expect(onlyResource(template, 'AWS::ECS::Service').Properties).not.toHaveProperty('DesiredCount');
  template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalableTarget', {
    MinCapacity: 2,
    MaxCapacity: 6,
  });
  for (const [metric, target] of [
    ['ECSServiceAverageCPUUtilization', 60],
    ['ECSServiceAverageMemoryUtilization', 70],
    ['ALBRequestCountPerTarget', 500],
  ] as const)
    template.hasResourceProperties('AWS::ApplicationAutoScaling::ScalingPolicy', {
      TargetTrackingScalingPolicyConfiguration: Match.objectLike({
        TargetValue: target,
        PredefinedMetricSpecification: Match.objectLike({ PredefinedMetricType: metric }),
      }),
    });
});

test.each([
  ['{ max: 3 }', 'scaling-without-target'],
  ['{ min: 4, max: 3, cpu: 50 }', 'scaling-range-empty'],
  ['{ min: 0, max: 3, cpu: 50 }', 'scaling-stays-at-none'],
])('autoscaling %s is told: %s', (value, code) => {
  expect(planned(service(`deploy: { x-aws-autoscaling: ${value} }`)).codes).toEqual([code]);
});

test('several tasks that write one volume are warned of', () => {
  const { codes } = planned(
    'services: { db: { image: x, volumes: ["data:/data"], deploy: { x-aws-autoscaling: { max: 2, cpu: 50 } } } }\nvolumes: { data: {} }',
  );
  expect(codes).toEqual(['scaling-of-one-writer']);
});

test('scaling by requests takes an HTTP port', () => {
  const { codes } = planned(
    'services: { web: { image: x, deploy: { x-aws-autoscaling: { max: 3, requests: 9 } } } }',
  );
  expect(codes).toEqual(['scaling-without-http-port']);
});

test('x-aws-role and x-aws-policies are what the code may do', () => {
  const arn = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
  const statement = '{ Effect: Allow, Action: "s3:GetObject", Resource: "arn:aws:s3:::shop/*" }';
  const template = deployed(
    service(`x-aws-policies: ["${arn}"], x-aws-role: { Version: "2012-10-17", Statement: ${statement} }`),
  );
  template.hasResourceProperties('AWS::IAM::Role', { ManagedPolicyArns: [arn] });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::shop/*' }],
    },
    Roles: [{ Ref: Match.stringLikeRegexp('TaskDefinitionTaskRole') }],
  });
});

test('a policy document that IAM would refuse is told', () => {
  const { codes } = planned(service('x-aws-role: { Statement: [{ Effect: Allow, Action: "s3:*" }] }'));
  expect(codes).toEqual(['extension-value-broken']);
});

test('x-aws-pull_credentials is what ECS pulls the image with', () => {
  const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:registry-AbCdEf';
  const template = deployed(service(`x-aws-pull_credentials: "${arn}"`));
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    ContainerDefinitions: [Match.objectLike({ RepositoryCredentials: { CredentialsParameter: arn } })],
  });
  template.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: Match.objectLike({
      Statement: Match.arrayWith([
        Match.objectLike({ Action: Match.arrayWith(['secretsmanager:GetSecretValue']), Resource: arn }),
      ]),
    }),
  });
});

test('the credentials of a registry may be decrypted, whichever key encrypts them', () => {
  const arn = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:registry-AbCdEf';
  deployed(service(`x-aws-pull_credentials: "${arn}"`)).hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: Match.objectLike({
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'kms:Decrypt',
          Resource: 'arn:aws:kms:eu-central-1:*:key/*',
          Condition: { StringEquals: { 'kms:EncryptionContext:SecretARN': arn } },
        }),
      ]),
    }),
  });
});

test('x-aws-exec opens a shell, in one service or in all', () => {
  for (const text of [service('x-aws-exec: true'), `x-aws-exec: true\n${service('init: true')}`])
    deployed(text).hasResourceProperties('AWS::ECS::Service', { EnableExecuteCommand: true });
});

test('driver_opts make the file system as they say', () => {
  const options =
    '{ performance_mode: maxIO, throughput_mode: provisioned, provisioned_throughput: 64, backup_policy: ENABLED, ' +
    'lifecycle_policy: AFTER_30_DAYS, kms_key_id: 01234567-89ab-cdef-0123-456789abcdef }';
  const template = deployed(
    `services: { web: { image: x, volumes: ["data:/data"] } }\nvolumes: { data: { driver_opts: ${options} } }`,
  );
  template.hasResourceProperties('AWS::EFS::FileSystem', {
    PerformanceMode: 'maxIO',
    ThroughputMode: 'provisioned',
    ProvisionedThroughputInMibps: 64,
    BackupPolicy: { Status: 'ENABLED' },
    LifecyclePolicies: Match.arrayWith([{ TransitionToIA: 'AFTER_30_DAYS' }]),
    KmsKeyId: Match.anyValue(),
  });
});

test('a task reaches by rules the networks that it has no room for', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const template = deployed(
    [
      'services:',
      `  hub: { image: x, networks: [${names.join(', ')}] }`,
      `  spoke: { image: x, networks: [${names.join(', ')}] }`,
      '  leaf: { image: x, networks: [e] }',
      `networks: { ${names.map((name) => `${name}: {}`).join(', ')} }`,
    ].join('\n'),
  );
  const ref = (id: string) => ({ 'Fn::GetAtt': [Match.stringLikeRegexp(id), 'GroupId'] });
  for (const [to, from] of [
    ['NetworkseE?', 'ServiceshubSecurityGroup'],
    ['ServiceshubSecurityGroup', 'Networkse'],
    ['ServiceshubSecurityGroup', 'ServicesspokeSecurityGroup'],
  ] as const)
    template.hasResourceProperties('AWS::EC2::SecurityGroupIngress', {
      GroupId: ref(to),
      SourceSecurityGroupId: ref(from),
      IpProtocol: '-1',
    });
});

test('a task without a way out reaches AWS through endpoints', () => {
  const template = deployed(
    'services: { db: { build: ., networks: [back] } }\nnetworks: { back: { internal: true } }',
  );
  template.hasResourceProperties('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Gateway' });
  template.resourcePropertiesCountIs('AWS::EC2::VPCEndpoint', { VpcEndpointType: 'Interface' }, 3);
  template.hasResourceProperties('AWS::EC2::SecurityGroupEgress', {
    GroupId: { 'Fn::GetAtt': [Match.stringLikeRegexp('ServicesdbSecurityGroup'), 'GroupId'] },
    FromPort: 443,
  });
});

test('options of awslogs say how a container logs', () => {
  const options =
    '{ awslogs-stream-prefix: front, awslogs-datetime-format: "%Y-%m-%d", mode: non-blocking, max-buffer-size: 4m }';
  deployed(service(`logging: { driver: awslogs, options: ${options} }`)).hasResourceProperties(
    'AWS::ECS::TaskDefinition',
    {
      ContainerDefinitions: [
        Match.objectLike({
          LogConfiguration: {
            LogDriver: 'awslogs',
            Options: Match.objectLike({
              'awslogs-stream-prefix': 'front',
              'awslogs-datetime-format': '%Y-%m-%d',
              'max-buffer-size': '4194304b',
            }),
          },
        }),
      ],
    },
  );
});

test.each([
  ['{ driver: awslogs, options: { awslogs-group: mine } }', ['key-not-honoured']],
  ['{ driver: none }', ['key-not-honoured']],
  ['{ driver: json-file }', []],
  ['{ driver: awslogs, options: { mode: blocking } }', []],
])('logging %s is told: %j', (logging, codes) => {
  expect(planned(service(`logging: ${logging}`)).codes).toEqual(codes);
});
