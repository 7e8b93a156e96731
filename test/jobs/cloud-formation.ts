/** CloudFormation and the state machine that waits for it, as far as a job meets them. */
import { handle } from '../../lib/constructs/jobs/handler/handle.js';
import type { JobEvent, JobProperties } from '../../lib/constructs/jobs/handler/job-event.js';
import type { FakeAws } from './fake-aws.js';

export const stack = 'arn:aws:cloudformation:eu-west-1:123456789012:stack/Shop/0a1b';
export const record = '/cdk-compose/Shop/shop/migrate';

export function properties(content: string, changes: Partial<JobProperties> = {}): JobProperties {
  return {
    Job: 'migrate',
    Content: content,
    Record: record,
    Cluster: 'arn:aws:ecs:eu-west-1:123456789012:cluster/shop',
    TaskDefinition: `arn:aws:ecs:eu-west-1:123456789012:task-definition/migrate:${content.length}`,
    Container: 'migrate',
    Subnets: ['subnet-1', 'subnet-2'],
    SecurityGroups: ['sg-1'],
    AssignPublicIp: 'DISABLED',
    Capacity: [{ Provider: 'FARGATE', Weight: '1' }],
    Logs: { migrate: { Group: 'shop-logs', Prefix: 'migrate' } },
    Timeout: '600',
    Attempts: '1',
    Waiter: 'arn:aws:states:eu-west-1:123456789012:stateMachine:wait',
    ...changes,
  };
}

let requests = 0;

export function request(
  RequestType: JobEvent['RequestType'],
  content: string,
  changes: Partial<JobProperties> = {},
): JobEvent {
  const RequestId = `request-${++requests}`;
  return {
    RequestType,
    RequestId,
    ResponseURL: `https://answers/${RequestId}`,
    StackId: stack,
    LogicalResourceId: 'ServicesmigrateJob',
    ...(RequestType === 'Create' ? {} : { PhysicalResourceId: record }),
    ResourceProperties: properties(content, changes),
  };
}

/** How a request ended: the seconds it took, or the reason of its failure. */
export type Outcome = { readonly succeeded: number } | { readonly failed: string };

/** Hands a request to the handler and polls until it is answered, or for `seconds`. */
export async function carryOut(aws: FakeAws, event: JobEvent, seconds = 3600): Promise<Outcome | undefined> {
  const begun = aws.clock;
  await handle(event, aws);
  const waiting = aws.waits.get(event.RequestId);
  while (aws.clock - begun <= seconds * 1000) {
    if (waiting === undefined) break;
    const { IsComplete } = await handle(JSON.parse(waiting) as JobEvent, aws);
    if (IsComplete) break;
    aws.clock += 15_000;
  }
  const answer = aws.answers.get(event.ResponseURL);
  if (answer === undefined) return undefined;
  const { Status, Reason } = JSON.parse(answer) as { readonly Status: string; readonly Reason: string };
  return Status === 'SUCCESS' ? { succeeded: (aws.clock - begun) / 1000 } : { failed: Reason };
}

/** ECS forgets a task an hour after its end: from then on, only the record knows. */
export function nextDay(aws: FakeAws): void {
  aws.clock += 86_400_000;
}

/** Creates the stack with this content. */
export function create(
  aws: FakeAws,
  content: string,
  changes?: Partial<JobProperties>,
): Promise<Outcome | undefined> {
  aws.status = 'CREATE_IN_PROGRESS';
  return carryOut(aws, request('Create', content, changes));
}

/** Updates the stack to this content. */
export function update(
  aws: FakeAws,
  content: string,
  changes?: Partial<JobProperties>,
): Promise<Outcome | undefined> {
  aws.status = 'UPDATE_IN_PROGRESS';
  return carryOut(aws, request('Update', content, changes));
}

/** Rolls the stack back to this content. */
export function rollBack(aws: FakeAws, content: string): Promise<Outcome | undefined> {
  aws.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
  return carryOut(aws, request('Update', content));
}
