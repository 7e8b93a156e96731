import { join } from 'node:path';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { ArnFormat, Aws, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import { Construct, type IDependable } from 'constructs';
import { accept, acceptWildcard } from '../accepted-findings.js';
import { makeJobWaiter } from './job-waiter.js';
import type { LogStreams } from './log-streams.js';
import { allowToStart, tasksOf } from './allow-to-start.js';
import type { TaskToRun } from './task-to-run.js';

/** Where the records of a stack's jobs are: the path of their SSM parameters. */
export const recordsOfStack = `/cdk-compose/${Aws.STACK_NAME}`;

/**
 * Runs the jobs of a stack: the Lambda function behind their custom resources, which may do that and nothing else, and
 * the state machine that waits for them.
 */
export class JobRunner extends Construct {
  /** The runner of the scope's stack, made with its first job. */
  public static of(scope: Construct): JobRunner {
    const stack = Stack.of(scope);
    const made = stack.node.tryFindChild('JobRunner');
    return made instanceof JobRunner ? made : new JobRunner(stack, 'JobRunner');
  }

  /** What a custom resource names as its provider. */
  public readonly serviceToken: string;
  /** ARN of the state machine that waits for a job. */
  public readonly waiter: string;
  /** There once the function may do all that it has to. */
  public readonly ready: IDependable;
  private readonly role: Role;

  private constructor(scope: Construct, id: string) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'LogGroup', {
      // Step Functions delivers to groups of this prefix without a resource policy for each; the last part of a stack's
      // ARN is its own.
      logGroupName: `/aws/vendedlogs/states/${Aws.STACK_NAME}-${Fn.select(2, Fn.split('/', Aws.STACK_ID))}`,
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);
    const records = Stack.of(this).formatArn({
      service: 'ssm',
      resource: 'parameter',
      resourceName: `${recordsOfStack.slice(1)}/*`,
    });
    this.allow(['ssm:GetParameter', 'ssm:PutParameter', 'ssm:DeleteParameter'], [records]);
    acceptWildcard(
      this.role,
      records,
      'the records of jobs that a deployment removes are read and deleted, too',
    );
    this.allow(['cloudformation:DescribeStacks'], [Aws.STACK_ID]);
    const handler = new LambdaFunction(this, 'Handler', {
      description: `Runs the jobs of ${Stack.of(this).stackName}`,
      code: Code.fromAsset(join(__dirname, 'asset')),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      memorySize: 256,
      timeout: Duration.minutes(5),
      role: this.role,
      logGroup,
    });
    const waiterRole = new Role(this, 'WaiterRole', {
      assumedBy: new ServicePrincipal('states.amazonaws.com'),
    });
    accept(waiterRole, 'IAM5[Resource::*]');
    const invoke = new PolicyStatement({
      actions: ['lambda:InvokeFunction'],
      resources: [handler.functionArn],
    });
    waiterRole.addToPolicy(invoke);
    const waiter = makeJobWaiter(this, 'Waiter', { handler, role: waiterRole, logGroup });
    // Beside the role, not below it: the function waits for its role's policies, and the state machine names the function.
    const ready = new Policy(this, 'WaitPolicy', { roles: [this.role] });
    ready.addStatements(
      new PolicyStatement({ actions: ['states:StartExecution'], resources: [waiter.stateMachineArn] }),
    );
    this.serviceToken = handler.functionArn;
    this.waiter = waiter.stateMachineArn;
    this.ready = ready;
  }

  /** Lets the runner start and stop this task, hand its roles to it, and read its last log lines. */
  public allowToRun(task: TaskToRun, logs: LogStreams): void {
    const stack = Stack.of(this);
    allowToStart(this.role, task);
    this.allow(['ecs:DescribeTasks', 'ecs:StopTask'], [tasksOf(this.role, task)], {
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
    for (const named of streams)
      acceptWildcard(this.role, named, 'the last part of a log stream is the name of its task');
  }

  private allow(actions: string[], resources: string[], conditions?: Record<string, unknown>): void {
    this.role.addToPolicy(
      new PolicyStatement({ actions, resources, ...(conditions === undefined ? {} : { conditions }) }),
    );
  }
}
