import type * as ecs from 'aws-cdk-lib/aws-ecs';
import { Construct, type IConstruct } from 'constructs';
import type { DeploymentPlan, ServicePlan } from '../model/deployment-plan.js';
import { ComposeService } from './compose-service.js';
import { type ComposeTask, makeTask, type TaskContext } from './compose-task.js';
import { ComposeJob } from './jobs/compose-job.js';
import { ComposeSchedule } from './jobs/compose-schedule.js';
import type { TaskToRun } from './jobs/task-to-run.js';
import { serviceScopes } from './service-scopes.js';

/** A Compose service with what runs its task. */
export interface DeployedTask {
  readonly task: ComposeTask;
  /** Undefined for a job and for a schedule. */
  readonly service: ComposeService | undefined;
  /** What is deployed after the tasks that it waits for, and is waited for in turn. */
  readonly deployed: IConstruct;
}

/** Makes a service's task, and the ECS service, the job or the schedule that runs it. */
export function deployTask(
  scope: Construct,
  service: ServicePlan,
  plan: DeploymentPlan,
  context: TaskContext,
): DeployedTask {
  const job = plan.jobs.find((one) => one.service === service.name);
  const schedule = plan.schedules.find((one) => one.service === service.name);
  if (job === undefined && schedule === undefined) {
    const made = new ComposeService(scope, service.name, { ...context, plan: service });
    return { task: made.task, service: made, deployed: made.service.node.defaultChild as ecs.CfnService };
  }
  const scopes = serviceScopes(new Construct(scope, service.name), context);
  const task = makeTask(scopes, service, context);
  const toRun = taskToRun(service, task, context);
  const deployed =
    schedule === undefined
      ? // With the runner that all jobs of the stack share, and under the same name in every layout.
        job && new ComposeJob(scopes.shared, 'Job', { plan: job, task: toRun })
      : new ComposeSchedule(scopes.own, 'Schedule', { plan: schedule, task: toRun });
  return { task, service: undefined, deployed: deployed ?? scopes.shared };
}

function taskToRun(plan: ServicePlan, task: ComposeTask, { platform }: TaskContext): TaskToRun {
  return {
    taskDefinition: task.taskDefinition,
    container: task.container,
    cluster: platform.cluster,
    capacity: plan.capacity.value,
    vpc: platform.vpc,
    subnets: platform.subnets,
    assignPublicIp: platform.assignPublicIp,
    securityGroups: [task.securityGroup, ...task.networkGroups],
    ready: [task.ready],
  };
}
