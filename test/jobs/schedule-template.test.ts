import { decided, deploymentPlan, service } from '../constructs/fixtures/plan.js';
import { onlyResource, resourcesOf, templateOf } from '../constructs/fixtures/template.js';

const template = templateOf(
  deploymentPlan({
    services: [service('report', { kind: decided('schedule'), names: [] })],
    schedules: [
      { service: 'report', expression: decided('cron(0 3 * * ? *)'), timezone: decided('Europe/Berlin') },
    ],
  }),
);
const schedule = onlyResource(template, 'AWS::Scheduler::Schedule');
const clusterArn = { 'Fn::GetAtt': [onlyResource(template, 'AWS::ECS::Cluster').id, 'Arn'] };

test('the task is started at the planned time, in the planned time zone', () => {
  expect(schedule.Properties).toMatchObject({
    ScheduleExpression: 'cron(0 3 * * ? *)',
    ScheduleExpressionTimezone: 'Europe/Berlin',
    FlexibleTimeWindow: { Mode: 'OFF' },
  });
});

test('it is one task on a capacity provider, in the groups and subnets of the service', () => {
  const target = schedule.Properties?.['Target'] as { EcsParameters: object };
  expect(target).toMatchObject({ Arn: clusterArn, RetryPolicy: { MaximumEventAgeInSeconds: 3600 } });
  expect(target.EcsParameters).toMatchObject({
    TaskCount: 1,
    TaskDefinitionArn: { Ref: onlyResource(template, 'AWS::ECS::TaskDefinition').id },
    CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1 }],
    NetworkConfiguration: {
      AwsvpcConfiguration: {
        AssignPublicIp: 'DISABLED',
        SecurityGroups: [expect.anything(), expect.anything()],
        Subnets: [expect.anything(), expect.anything()],
      },
    },
  });
  expect(target.EcsParameters).not.toHaveProperty('LaunchType');
});

test('a schedule has no ECS service, no job and no name in DNS', () => {
  for (const type of ['AWS::ECS::Service', 'Custom::ComposeJob', 'AWS::ServiceDiscovery::Service'])
    expect(resourcesOf(template, type)).toEqual({});
});

describe('the scheduler', () => {
  const role = onlyResource(template, 'AWS::IAM::Role', 'AppServicesreportScheduleRole');
  const policy = onlyResource(template, 'AWS::IAM::Policy', 'AppServicesreportScheduleRole');
  const { Statement } = (policy.Properties ?? {})['PolicyDocument'] as {
    Statement: { Action: string; Resource: unknown; Condition: unknown }[];
  };

  test('may start this task in this cluster and hand it its roles, and nothing else', () => {
    expect(Statement.map(({ Action }) => Action)).toEqual(['ecs:RunTask', 'ecs:TagResource', 'iam:PassRole']);
    expect(Statement.map(({ Condition }) => Condition)).toEqual([
      { ArnEquals: { 'ecs:cluster': clusterArn } },
      { StringEquals: { 'ecs:CreateAction': 'RunTask' } },
      { StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } },
    ]);
    expect(Statement[0]?.Resource).toEqual({ Ref: onlyResource(template, 'AWS::ECS::TaskDefinition').id });
  });

  test('is trusted for schedules of this account alone', () => {
    expect(role.Properties?.['AssumeRolePolicyDocument']).toMatchObject({
      Statement: [
        {
          Principal: { Service: 'scheduler.amazonaws.com' },
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ],
    });
  });
});

test('the schedule comes after what its task needs', () => {
  const types = new Set(
    (schedule.DependsOn ?? []).map((id) => template.toJSON().Resources[id].Type as string),
  );
  for (const type of ['AWS::IAM::Policy', 'AWS::EC2::Route', 'AWS::EC2::VPCDHCPOptionsAssociation'])
    expect(types).toContain(type);
});
