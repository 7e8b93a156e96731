import { deploymentPlan } from '../constructs/fixtures/plan.js';
import { onlyResource, resourcesOf, templateOf } from '../constructs/fixtures/template.js';
import { job, jobPlan, shop } from './shop.js';

const template = templateOf(shop());
const policy = onlyResource(template, 'AWS::IAM::Policy', 'JobRunnerRole').Properties?.['PolicyDocument'] as {
  Statement: { Action: string | string[]; Resource: unknown; Condition?: unknown }[];
};
const statement = (action: string) =>
  policy.Statement.filter(({ Action }) => [Action].flat().includes(action));
const text = (value: unknown) => JSON.stringify(value);

test('the runner may do these things and nothing else', () => {
  expect(policy.Statement.flatMap(({ Action }) => Action).toSorted()).toEqual([
    'cloudformation:DescribeStacks',
    'ecs:DescribeTasks',
    'ecs:RunTask',
    'ecs:StopTask',
    'iam:PassRole',
    'logs:CreateLogStream',
    'logs:GetLogEvents',
    'logs:PutLogEvents',
    'ssm:DeleteParameter',
    'ssm:GetParameter',
    'ssm:PutParameter',
  ]);
});

test('may do none of them on everything', () => {
  for (const { Resource } of policy.Statement) expect([Resource].flat()).not.toContain('*');
});

test('starts tasks of this family in this cluster only', () => {
  const [run] = statement('ecs:RunTask');
  const family = onlyResource(template, 'AWS::ECS::TaskDefinition', 'AppServicesmigrate').Properties?.[
    'Family'
  ];
  expect(text(run?.Resource)).toContain(`:task-definition/${String(family)}:*`);
  expect(run?.Condition).toEqual({
    ArnEquals: { 'ecs:cluster': { 'Fn::GetAtt': [onlyResource(template, 'AWS::ECS::Cluster').id, 'Arn'] } },
  });
});

test('hands the task’s two roles to ECS, and to nobody else', () => {
  const [pass] = statement('iam:PassRole');
  expect(pass?.Resource).toHaveLength(2);
  expect(text(pass?.Resource)).toMatch(/migrateTaskDefinitionExecutionRole.*migrateTaskDefinitionTaskRole/);
  expect(pass?.Condition).toEqual({ StringEquals: { 'iam:PassedToService': 'ecs-tasks.amazonaws.com' } });
});

test('reads the log streams of the job only', () => {
  expect(text(statement('logs:GetLogEvents')[0]?.Resource)).toContain(':log-stream:migrate/migrate/*');
});

test('keeps its records below the name of the stack', () => {
  expect(text(statement('ssm:PutParameter')[0]?.Resource)).toContain(
    ':parameter/cdk-compose/",{"Ref":"AWS::StackName"},"/*"',
  );
});

test('runs on Node.js 22 from the asset of this package', () => {
  const functions = Object.entries(resourcesOf(template, 'AWS::Lambda::Function')).filter(([id]) =>
    /^JobRunner(OnEvent|IsComplete)/.test(id),
  );
  expect(functions.map(([, { Properties }]) => Properties?.['Handler']).toSorted()).toEqual([
    'index.isComplete',
    'index.onEvent',
  ]);
  for (const [, { Properties }] of functions) expect(Properties?.['Runtime']).toBe('nodejs22.x');
});

test('is one for all jobs of a stack, and none without a job', () => {
  const two = templateOf(
    deploymentPlan({ services: [job('a'), job('b')], jobs: [jobPlan('a'), jobPlan('b')] }),
  );
  const runners = (made: typeof two) =>
    Object.keys(resourcesOf(made, 'AWS::IAM::Role')).filter((id) => id.startsWith('JobRunnerRole'));
  expect(runners(two)).toHaveLength(1);
  expect(Object.keys(resourcesOf(two, 'Custom::ComposeJob'))).toHaveLength(2);
  expect(runners(templateOf(deploymentPlan()))).toHaveLength(0);
});
