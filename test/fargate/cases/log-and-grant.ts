import type { RuleCase } from '../rule-cases.js';

const web = 'Task.ContainerDefinitions.0';
const prepare = 'Task.ContainerDefinitions.1';

/** Logs, and what the execution role must grant. */
export const logAndGrantCases: readonly RuleCase[] = [
  { rule: 'log-driver', bad: { [`${prepare}.LogConfiguration.LogDriver`]: 'json-file' } },
  { rule: 'log-driver', bad: { [`${prepare}.LogConfiguration`]: undefined } },
  {
    rule: 'log-driver',
    bad: { [`${web}.LogConfiguration`]: { LogDriver: 'awsfirelens' } },
    good: {
      [`${web}.LogConfiguration`]: { LogDriver: 'awsfirelens' },
      [`${prepare}.FirelensConfiguration`]: { Type: 'fluentbit' },
    },
  },
  { rule: 'awslogs-options', bad: { [`${web}.LogConfiguration.Options.awslogs-stream-prefix`]: undefined } },
  {
    rule: 'log-group',
    bad: { [`${web}.LogConfiguration.Options.awslogs-group`]: '/shop' },
    good: { [`${web}.LogConfiguration.Options.awslogs-group`]: '/shop', 'Logs.LogGroupName': '/shop' },
  },
  { rule: 'log-stream-name', bad: { [`${web}.LogConfiguration.Options.awslogs-stream-prefix`]: 'shop:web' } },
  {
    rule: 'firelens',
    bad: {
      [`${prepare}.FirelensConfiguration`]: { Type: 'fluentbit', Options: { 'config-file-type': 's3' } },
    },
    good: {
      [`${prepare}.FirelensConfiguration`]: { Type: 'fluentbit', Options: { 'config-file-type': 'file' } },
    },
  },
  {
    rule: 'secret-grant',
    bad: {
      [`${web}.Secrets.0.ValueFrom`]: 'arn:aws:secretsmanager:us-east-1:1:secret:other-AbCdEf:password::',
    },
  },
  { rule: 'secret-grant', bad: { [`${web}.Secrets.0.ValueFrom`]: '/shop/password' } },
  {
    rule: 'secret-reference',
    bad: { [`${web}.Secrets.0.ValueFrom`]: { 'Fn::Join': ['', [{ Ref: 'Password' }, ':password']] } },
    good: { [`${web}.Secrets.0.ValueFrom`]: { Ref: 'Password' } },
  },
  {
    rule: 'log-grant',
    bad: { 'ExecutionPolicy.PolicyDocument.Statement.2.Action': 'logs:PutLogEvents' },
    good: {
      'ExecutionPolicy.PolicyDocument.Statement.2.Resource': {
        'Fn::Join': ['', [{ 'Fn::GetAtt': ['Logs', 'Arn'] }, '*']],
      },
    },
  },
  {
    rule: 'pull-grant',
    bad: {
      'ExecutionPolicy.PolicyDocument.Statement.1.Resource': 'arn:aws:ecr:us-east-1:1:repository/other',
    },
  },
];
