import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

/** What the state machine calls, as whom, and where it logs. */
export interface JobWaiterProps {
  readonly handler: IFunction;
  readonly role: IRole;
  readonly logGroup: ILogGroup;
}

/** The state machine that calls the handler every 15 seconds until the job is complete, an execution for each request. */
export function makeJobWaiter(
  scope: Construct,
  id: string,
  { handler, role, logGroup }: JobWaiterProps,
): StateMachine {
  const ask = {
    Type: 'Task',
    Resource: handler.functionArn,
    Retry: [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, MaxAttempts: 5, BackoffRate: 2 }],
  };
  const definition = {
    StartAt: 'Ask',
    // CloudFormation gives up after an hour.
    TimeoutSeconds: 3600,
    States: {
      Ask: {
        ...ask,
        ResultPath: '$.Answer',
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.Error', Next: 'Report' }],
        Next: 'IsComplete',
      },
      IsComplete: {
        Type: 'Choice',
        Choices: [{ Variable: '$.Answer.IsComplete', BooleanEquals: true, Next: 'Done' }],
        Default: 'Wait',
      },
      Wait: { Type: 'Wait', Seconds: 15, Next: 'Ask' },
      Report: { ...ask, End: true },
      Done: { Type: 'Succeed' },
    },
  };
  return new StateMachine(scope, id, {
    definitionBody: DefinitionBody.fromString(Stack.of(scope).toJsonString(definition)),
    role,
    logs: { destination: logGroup, level: LogLevel.ALL, includeExecutionData: false },
    tracingEnabled: true,
  });
}
