import { join } from 'node:path';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ArnFormat, Aws, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Provider } from 'aws-cdk-lib/custom-resources';
import { Construct } from 'constructs';
import type { LogStreams } from './log-streams.js';
import { runTaskStatements } from './run-task-statements.js';
import type { TaskToRun } from './task-to-run.js';

/** Where the records of a stack's jobs are: the path of their SSM parameters. */
export const recordsOfStack = `/cdk-compose/${Aws.STACK_NAME}`;

/** Runs the jobs of a stack: the Lambda function behind their custom resources, which may do that and nothing else. */
export class JobRunner extends Construct {
  /** The runner of the scope's stack, made with its first job. */
  public static of(scope: Construct): JobRunner {
    const stack = Stack.of(scope);
    const made = stack.node.tryFindChild('JobRunner');
    return made instanceof JobRunner ? made : new JobRunner(stack, 'JobRunner');
  }

  /** What a custom resource names as its provider. */
  public readonly serviceToken: string;
  private readonly role: Role;

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'LogGroup', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    this.allow(
      ['ssm:GetParameter', 'ssm:PutParameter', 'ssm:DeleteParameter'],
      [
        Stack.of(this).formatArn({
          service: 'ssm',
          resource: 'parameter',
          resourceName: `${recordsOfStack.slice(1)}/*`,
        }),
      ],
    );
    this.allow(['cloudformation:DescribeStacks'], [Aws.STACK_ID]);
    const provider = new Provider(this, 'Provider', {
      onEventHandler: this.handler('OnEvent', 'onEvent', logGroup),
      isCompleteHandler: this.handler('IsComplete', 'isComplete', logGroup),
      queryInterval: Duration.seconds(15),
      totalTimeout: Duration.hours(1),
      logGroup,
    });
    this.serviceToken = provider.serviceToken;
  }

  /** Lets the runner start and stop this task, hand its roles to it, and read its last log lines. */
  public allowToRun(task: TaskToRun, logs: LogStreams): void {
    const stack = Stack.of(this);
    for (const statement of runTaskStatements(stack, task))
      this.role.addToPolicy(new PolicyStatement(statement));
    const tasks = stack.formatArn({
      service: 'ecs',
      resource: 'task',
      resourceName: `${task.cluster.clusterName}/*`,
    });
    this.allow(['ecs:DescribeTasks', 'ecs:StopTask'], [tasks], {
      ArnEquals: { 'ecs:cluster': task.cluster.clusterArn },
    });
    const streams = Object.entries(logs).map(([container, { Group, Prefix }]) =>
      stack.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: `${Group}:log-stream:${Prefix}/${container}/*`,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );
    if (streams.length > 0) this.allow(['logs:GetLogEvents'], streams);
  }

  private allow(actions: string[], resources: string[], conditions?: Record<string, unknown>): void {
    this.role.addToPolicy(
      new PolicyStatement({ actions, resources, ...(conditions === undefined ? {} : { conditions }) }),
    );
  }

  private handler(id: string, name: string, logGroup: LogGroup): LambdaFunction {
    return new LambdaFunction(this, id, {
      description: `Runs the jobs of ${Stack.of(this).stackName}: ${name}`,
      code: Code.fromAsset(join(__dirname, 'asset')),
      handler: `index.${name}`,
      runtime: Runtime.NODEJS_22_X,
      memorySize: 256,
      timeout: Duration.minutes(5),
      role: this.role,
      logGroup,
    });
  }
}
