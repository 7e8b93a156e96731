import { many } from '../change.js';
import type { RuleCase } from '../rule-cases.js';

export const templateCases: readonly RuleCase[] = [
  { rule: 'iam-names-resources', bad: { 'ExecutionPolicy.PolicyDocument.Statement.3.Resource': '*' } },
  {
    rule: 'iam-names-resources',
    bad: { 'TaskRole.Policies.0.PolicyDocument.Statement.0.Action': 'elasticfilesystem:*' },
  },
  {
    rule: 'managed-policy',
    bad: { 'TaskRole.ManagedPolicyArns': ['arn:aws:iam::aws:policy/AdministratorAccess'] },
    good: { 'TaskRole.ManagedPolicyArns': ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess'] },
  },
  { rule: 'role-name', bad: { 'TaskRole.RoleName': 'shop/web' }, good: { 'TaskRole.RoleName': 'shop-web' } },
  {
    rule: 'policy-size',
    bad: {
      'TaskRole.Policies.0.PolicyDocument.Statement.0.Resource': [
        { 'Fn::GetAtt': ['Files', 'Arn'] },
        `arn:${'x'.repeat(10_240)}`,
      ],
    },
  },
  {
    rule: 'policy-size',
    bad: {
      'TaskRole.Policies.0.PolicyDocument.Statement.2': { Effect: 'Allow', Action: [], Resource: 'arn' },
    },
  },
  {
    rule: 'dynamic-references',
    bad: many(61, (index) => ({
      [`Task.ContainerDefinitions.0.Environment.${index + 1}`]: {
        Name: `V${index}`,
        Value: '{{resolve:ssm:x}}',
      },
    })),
    good: many(60, (index) => ({
      [`Task.ContainerDefinitions.0.Environment.${index + 1}`]: {
        Name: `V${index}`,
        Value: '{{resolve:ssm:x}}',
      },
    })),
  },
  { rule: 'template-size', bad: { '/Metadata': { text: 'x'.repeat(1_000_000) } } },
  {
    rule: 'template-counts',
    bad: many(500, (index) => ({ [`Extra${index}`]: { Type: 'AWS::SNS::Topic' } })),
  },
  {
    rule: 'logical-ids',
    bad: { 'Shop-Topic': { Type: 'AWS::SNS::Topic' } },
    good: { ShopTopic: { Type: 'AWS::SNS::Topic' } },
  },
  {
    rule: 'export-names',
    bad: {
      '/Outputs': { A: { Value: 'a', Export: { Name: 'x' } }, B: { Value: 'b', Export: { Name: 'x' } } },
    },
  },
  { rule: 'secret-in-template', bad: { 'Password.SecretString': 'hunter2' } },
  { rule: 'secret-in-template', bad: { 'Password!DeletionPolicy': 'Delete' } },
];
