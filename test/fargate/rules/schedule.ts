import { isAllowed } from '../grants.js';
import { resourceRule, type Rule } from '../rule.js';
import { get, list, number, text } from '../json.js';

const type = 'AWS::Scheduler::Schedule';

export const scheduleRules: readonly Rule[] = [
  resourceRule(
    type,
    { id: 'schedule', page: 'CreateSchedule (Amazon EventBridge Scheduler API Reference)' },
    function* ({ properties }) {
      const name = text(get(properties, 'Name'));
      if (name !== undefined && !/^[\w.-]{1,64}$/.test(name)) yield ['Name', `'${name}' is no schedule name`];
      const expression = text(get(properties, 'ScheduleExpression')) ?? '';
      if (
        !/^(rate\(\d+ (minute|hour|day)s?\)|cron\(\S+( \S+){5}\)|at\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\))$/.test(
          expression,
        )
      )
        yield ['ScheduleExpression', `'${expression}' is no rate, cron or at expression`];
      else if (/^cron\(\S+ \S+ ([^ ?]+) \S+ ([^ ?]+) \S+\)$/.test(expression))
        yield ['ScheduleExpression', 'of the days of month and week, one is a question mark'];
      const retry = get(properties, 'Target', 'RetryPolicy');
      const [attempts, age] = [
        number(get(retry, 'MaximumRetryAttempts')) ?? 185,
        number(get(retry, 'MaximumEventAgeInSeconds')) ?? 86_400,
      ];
      if (attempts < 0 || attempts > 185)
        yield ['Target.RetryPolicy', `${attempts} attempts; 0 to 185 are allowed`];
      if (age < 60 || age > 86_400)
        yield ['Target.RetryPolicy', `an event age of ${age} s; 60 to 86400 are allowed`];
      if ((number(get(properties, 'Target', 'EcsParameters', 'TaskCount')) ?? 1) > 10)
        yield ['Target.EcsParameters.TaskCount', 'more than 10 tasks at once'];
    },
  ),
  resourceRule(
    type,
    { id: 'schedule-grant', page: 'Amazon ECS EventBridge Scheduler IAM role' },
    function* (schedule, deployment) {
      const target = get(schedule.properties, 'Target');
      const role = deployment.named(get(target, 'RoleArn'), schedule);
      const task = deployment.named(get(target, 'EcsParameters', 'TaskDefinitionArn'), schedule);
      if (!role || !task) return;
      const trusted = list(get(role.properties, 'AssumeRolePolicyDocument', 'Statement')).flatMap(
        (statement) => list(get(statement, 'Principal', 'Service')),
      );
      if (!trusted.includes('scheduler.amazonaws.com'))
        yield ['Target.RoleArn', `role ${role.id} does not trust scheduler.amazonaws.com`];
      for (const path of ['ExecutionRoleArn', 'TaskRoleArn']) {
        const passed = deployment.named(get(task.properties, path), task);
        if (passed && !isAllowed(role, 'iam:PassRole', `<${passed.id}.Arn>`, deployment))
          yield ['Target.RoleArn', `role ${role.id} may not pass ${passed.id} to the task`];
      }
      const family = text(get(task.properties, 'Family')) ?? '';
      const arns = [
        `<${task.id}>`,
        `arn:<AWS.Partition>:ecs:<AWS.Region>:<AWS.AccountId>:task-definition/${family}:1`,
      ];
      if (!arns.some((arn) => isAllowed(role, 'ecs:RunTask', arn, deployment)))
        yield ['Target.RoleArn', `role ${role.id} may not ecs:RunTask ${task.id}`];
    },
  ),
  resourceRule(
    'AWS::ApplicationAutoScaling::ScalableTarget',
    { id: 'scaling', page: 'RegisterScalableTarget (Application Auto Scaling API Reference)' },
    function* (scaling, deployment) {
      const [least, most] = [
        number(get(scaling.properties, 'MinCapacity')) ?? 0,
        number(get(scaling.properties, 'MaxCapacity')) ?? 0,
      ];
      if (least > most) yield ['MinCapacity', `${least} tasks at least, and ${most} at most`];
      const id = deployment.symbol(get(scaling.properties, 'ResourceId'), scaling) ?? '';
      const service = deployment.ofType('AWS::ECS::Service').find((each) => id.includes(`<${each.id}.Name>`));
      if (service && get(service.properties, 'DesiredCount') !== undefined)
        yield ['ResourceId', `${service.id} states a desired count: each deployment undoes the scaling`];
    },
  ),
];
