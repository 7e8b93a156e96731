import type { RuleCase } from '../rule-cases.js';

const lambda = { Type: 'AWS::Lambda::Function', Properties: { Timeout: 900, Runtime: 'nodejs22.x' } };
const schedule = {
  Type: 'AWS::Scheduler::Schedule',
  DependsOn: ['Providers', 'ExecutionPolicy', 'RouteA', 'MountA', 'MountB', 'DhcpUse'],
  Properties: {
    ScheduleExpression: 'cron(0 3 * * ? *)',
    Target: {
      RoleArn: { 'Fn::GetAtt': ['SchedulerRole', 'Arn'] },
      EcsParameters: {
        TaskDefinitionArn: { Ref: 'Task' },
        NetworkConfiguration: {
          AwsvpcConfiguration: { Subnets: [{ Ref: 'SubnetA' }], SecurityGroups: [{ Ref: 'WebGroup' }] },
        },
      },
    },
  },
};
const SchedulerRole = {
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'scheduler.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
    Policies: [
      {
        PolicyDocument: {
          Statement: [
            { Effect: 'Allow', Action: 'ecs:RunTask', Resource: { Ref: 'Task' } },
            {
              Effect: 'Allow',
              Action: 'iam:PassRole',
              Resource: [{ 'Fn::GetAtt': ['ExecutionRole', 'Arn'] }, { 'Fn::GetAtt': ['TaskRole', 'Arn'] }],
            },
          ],
        },
      },
    ],
  },
};
const Nightly = { Nightly: schedule, SchedulerRole };
const expression = (text: string) => ({ ...Nightly, 'Nightly.ScheduleExpression': text });
const scaling = (MinCapacity: number) => ({
  Scaling: {
    Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    Properties: {
      MinCapacity,
      MaxCapacity: 4,
      ResourceId: { 'Fn::Join': ['', ['service/x/', { 'Fn::GetAtt': ['Service', 'Name'] }]] },
    },
  },
});

export const functionAndScheduleCases: readonly RuleCase[] = [
  { rule: 'function', bad: { Job: lambda, 'Job.Timeout': 901 }, good: { Job: lambda } },
  { rule: 'function', bad: { Job: lambda, 'Job.Runtime': 'nodejs18.x' } },
  {
    rule: 'function',
    bad: { Job: lambda, 'Job.MemorySize': 64 },
    good: { Job: lambda, 'Job.MemorySize': 256 },
  },
  {
    rule: 'custom-resource-timeout',
    bad: { Job: { Type: 'Custom::Job', Properties: { ServiceToken: 'arn', ServiceTimeout: 7200 } } },
    good: { Job: { Type: 'Custom::Job', Properties: { ServiceToken: 'arn', ServiceTimeout: 3600 } } },
  },
  { rule: 'schedule', bad: expression('0 3 * * *'), good: expression('rate(5 minutes)') },
  { rule: 'schedule', bad: expression('cron(0 3 * * * *)'), good: expression('cron(0 3 ? * MON-FRI *)') },
  { rule: 'schedule', bad: { ...Nightly, 'Nightly.Target.RetryPolicy': { MaximumEventAgeInSeconds: 30 } } },
  {
    rule: 'schedule-grant',
    bad: {
      ...Nightly,
      'SchedulerRole.Policies.0.PolicyDocument.Statement.1.Resource': { 'Fn::GetAtt': ['TaskRole', 'Arn'] },
    },
  },
  {
    rule: 'schedule-grant',
    bad: {
      ...Nightly,
      'SchedulerRole.Policies.0.PolicyDocument.Statement.0.Resource':
        'arn:aws:ecs:x:1:task-definition/other:*',
    },
  },
  {
    rule: 'schedule-grant',
    bad: {
      ...Nightly,
      'SchedulerRole.AssumeRolePolicyDocument.Statement.0.Principal.Service': 'events.amazonaws.com',
    },
  },
  { rule: 'scaling', bad: scaling(1), good: { ...scaling(1), 'Service.DesiredCount': undefined } },
  { rule: 'scaling', bad: { ...scaling(5), 'Service.DesiredCount': undefined } },
];
