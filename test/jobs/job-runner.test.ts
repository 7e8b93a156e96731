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
    'ecs:TagResource',
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

test('starts tasks of this revision in this cluster only', () => {
  const [run] = statement('ecs:RunTask');
  const definition = onlyResource(template, 'AWS::ECS::TaskDefinition', 'AppServicesmigrate');
  expect(run?.Resource).toEqual({ Ref: definition.id });
  expect(run?.Condition).toEqual({
    ArnEquals: { 'ecs:cluster': { 'Fn::GetAtt': [onlyResource(template, 'AWS::ECS::Cluster').id, 'Arn'] } },
  });
});

test('tags what it starts, and nothing that runs', () => {
  expect(statement('ecs:TagResource')[0]?.Condition).toEqual({
    StringEquals: { 'ecs:CreateAction': 'RunTask' },
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

test('is one function, from the asset of this package', () => {
  const functions = Object.keys(resourcesOf(template, 'AWS::Lambda::Function'));
  expect(functions).toEqual([expect.stringMatching(/^JobRunnerHandler/)]);
  expect(onlyResource(template, 'AWS::Lambda::Function').Properties).toMatchObject({
    Handler: 'index.handler',
    Runtime: 'nodejs24.x',
  });
});

describe('the state machine that waits', () => {
  const { id, Properties = {} } = onlyResource(template, 'AWS::StepFunctions::StateMachine');

  test('calls the function every 15 seconds, and has it report what goes wrong every time', () => {
    const { 'Fn::Join': parts } = Properties['DefinitionString'] as { 'Fn::Join': [string, unknown[]] };
    const definition = JSON.parse(
      parts[1].map((part) => (typeof part === 'string' ? part : 'function')).join(''),
    );
    expect(definition.States.Wait).toEqual({ Type: 'Wait', Seconds: 15, Next: 'Ask' });
    expect(definition.States.Ask).toMatchObject({ Resource: 'function', Catch: [{ Next: 'Report' }] });
    expect(definition.States.Report).toMatchObject({ Resource: 'function', End: true });
  });

  test('may call the function and nothing else of ours', () => {
    const { Properties: role = {} } = onlyResource(template, 'AWS::IAM::Policy', 'JobRunnerWaiterRole');
    const { Statement } = role['PolicyDocument'] as { Statement: { Action: unknown; Resource: unknown }[] };
    expect(Statement).toContainEqual({
      Action: 'lambda:InvokeFunction',
      Effect: 'Allow',
      Resource: { 'Fn::GetAtt': [onlyResource(template, 'AWS::Lambda::Function').id, 'Arn'] },
    });
  });

  test('is started by the function alone, and there before any job', () => {
    const start = onlyResource(template, 'AWS::IAM::Policy', 'JobRunnerWaitPolicy');
    expect(text(start.Properties)).toContain(
      `"Action":"states:StartExecution","Effect":"Allow","Resource":{"Ref":"${id}"}`,
    );
    expect(onlyResource(template, 'Custom::ComposeJob').DependsOn).toContain(start.id);
  });
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
