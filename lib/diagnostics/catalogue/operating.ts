/** Findings of the commands that look after what is deployed: ps, logs, exec, run, up, down. */
import { row } from '../row.js';

const execFixes = {
  service: 'state x-aws-exec: true on the service or at the top level, and deploy it',
  rollout: 'wait until the rollout has replaced the task',
  job: 'tasks of jobs and schedules have none: run the command in a task of its own, with cdk-compose run',
};

export const operating = {
  'environment-undecided': row<{ environments: string; first: string }>({
    severity: 'error',
    summary: 'A deployment is asked for, and which environment it is of is open.',
    message: ({ environments }) => `there are several environments: ${environments}`,
    fix: ({ first }) => `name one: --environment ${first}`,
  }),
  'not-deployed': row<{ deployment: string; region: string | undefined; environment: string | undefined }>({
    severity: 'error',
    summary: 'No service of the project is deployed where the command looked.',
    message: ({ deployment, region }) =>
      `no service of '${deployment}' is deployed in ${region === undefined ? 'the region and account of these credentials' : `${region} with these credentials`}`,
    fix: ({ environment }) =>
      `deploy it (cdk-compose up${environment === undefined ? '' : ` --environment ${environment}`}), or look elsewhere with AWS_PROFILE and AWS_REGION`,
  }),
  'deployment-paused': row<{ deployment: string }>({
    severity: 'error',
    summary: 'The environment is paused: only what outlasts its services is deployed.',
    message: ({ deployment }) => `'${deployment}' is paused: it has no services`,
    fix: () => 'deploy it without compose:paused',
  }),
  'service-not-deployed': row<{ service: string; deployment: string }>({
    severity: 'error',
    summary: 'A service that was asked for is in the Compose file, but not deployed.',
    message: ({ service, deployment }) => `service '${service}' is not deployed in '${deployment}'`,
    fix: () => 'deploy it; cdk-compose ps lists what is deployed',
  }),
  'logs-elsewhere': row<{ service: string; destination: string }>({
    severity: 'warning',
    summary: 'The lines of a service go somewhere else than to CloudWatch Logs.',
    message: ({ service, destination }) => `the lines of service '${service}' go to ${destination}`,
    fix: () => 'look there, or remove its logging driver',
  }),
  'since-unreadable': row<{ text: string }>({
    severity: 'error',
    summary: 'A point in time is neither a duration before now nor a date.',
    message: ({ text }) => `'${text}' is neither a duration nor a date`,
    fix: () => 'write 10m, 1h30m or 2026-11-23T10:00:00Z',
  }),
  'no-running-task': row<{ service: string }>({
    severity: 'error',
    summary: 'A command is to run in a container of a service that has none running.',
    message: ({ service }) => `no container of service '${service}' is running`,
    fix: ({ service }) => `cdk-compose ps ${service} says why`,
  }),
  'no-such-task': row<{ service: string; asked: string; tasks: string }>({
    severity: 'error',
    summary: 'A running task was named that a service does not have.',
    message: ({ service, asked, tasks }) =>
      `service '${service}' has no running task ${asked}; it has ${tasks}`,
    fix: () => 'name one of these with --task, or its place among them with --index',
  }),
  'exec-disabled': row<{ service: string; of: 'service' | 'rollout' | 'job' }>({
    severity: 'error',
    summary: 'A command is to run in a task that was started without ECS Exec.',
    message: ({ service }) => `the task of service '${service}' was started without ECS Exec`,
    fix: ({ of }) => execFixes[of],
  }),
  'exec-agent-absent': row<{ service: string }>({
    severity: 'error',
    summary: 'The agent of ECS Exec does not run in a container.',
    message: ({ service }) =>
      `the agent of ECS Exec does not run yet in the container of service '${service}'`,
    fix: () =>
      'wait some seconds; if it stays away, the task cannot reach ssmmessages, or its root file system is read-only',
  }),
  'session-plugin-missing': row<{ found: string | undefined }>({
    severity: 'error',
    summary: 'AWS’s Session Manager plugin, which ECS Exec needs on this machine, is missing or old.',
    message: ({ found }) =>
      found === undefined
        ? "there is no 'session-manager-plugin' on the PATH"
        : `session-manager-plugin ${found} takes the session's token as an argument, which everyone on this machine can read`,
    fix: () =>
      'install the latest "Session Manager plugin for the AWS CLI"; the AWS CLI itself is not needed',
  }),
  'run-place-unknown': row<{ service: string }>({
    severity: 'error',
    summary: 'Nothing that is deployed tells in which subnets and security groups a job can run.',
    message: ({ service }) => `nothing that is deployed tells where a task of '${service}' can run`,
    fix: () =>
      'a job finds its subnets by the ECS services of its project: deploy one, or deploy the job anew to run it',
  }),
  'run-without-exit': row<{ service: string; task: string; reason: string }>({
    severity: 'error',
    summary: 'The container of a task that was started never ran to an end.',
    message: ({ service, task, reason }) =>
      `the container of '${service}' did not run in task ${task}: ${reason}`,
    fix: () => 'the reason is that of ECS; cdk-compose ps shows whether other tasks of the service start',
  }),
  'entrypoint-fixed': row({
    severity: 'error',
    summary: 'A task is to run with another entrypoint, which ECS does not do.',
    message: () => "ECS starts a task with the entrypoint of its task definition: there is no '--entrypoint'",
    fix: () =>
      'state a service with this entrypoint in the Compose file, with x-aws-job or scale: 0, and run that one',
  }),
  'cdk-missing': row({
    severity: 'error',
    summary: 'The CDK CLI, which deploys, is not installed.',
    message: () => "there is no 'cdk': neither a package aws-cdk here, nor a program on the PATH",
    fix: () => 'npm install --save-dev aws-cdk',
  }),
  'app-decides-files': row<{ flags: string }>({
    severity: 'error',
    summary: 'The folder has a CDK app, which does not hear what the command line says about the project.',
    message: ({ flags }) => `cdk.json has an app, which decides itself on ${flags}`,
    fix: () => 'leave them out, and set them in the app or in the context of cdk.json',
  }),
  'app-elsewhere': row<{ folder: string; command: string }>({
    severity: 'error',
    summary:
      'A folder below the project has the CDK app that deploys it: a second stack would stand beside that of the app.',
    message: ({ folder }) => `the CDK app of the project is in ${folder}`,
    fix: ({ folder, command }) => `run cdk-compose ${command} there: cd ${folder}`,
  }),
};
