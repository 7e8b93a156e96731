/** Findings about start order, jobs and schedules. */
import { row } from '../row.js';

export const jobs = {
  'no-healthcheck-to-wait-for': row<{ service: string; dependency: string }>({
    severity: 'error',
    summary: 'A service waits for the health of one that has no healthcheck.',
    message: ({ service, dependency }) =>
      `service '${service}' waits until '${dependency}' is healthy, but '${dependency}' has no healthcheck`,
    fix: ({ dependency }) => `give '${dependency}' a healthcheck, or wait for service_started`,
  }),
  'waits-for-schedule': row<{ service: string; dependency: string }>({
    severity: 'error',
    summary: 'A service waits for the end of one that the clock starts.',
    message: ({ service, dependency }) =>
      `service '${service}' waits until '${dependency}' is done, but a deployment does not run what x-aws-schedule starts`,
    fix: ({ dependency }) => `remove x-aws-schedule from '${dependency}', or the dependency`,
  }),
  'waits-for-end-of-task': row<{ service: string; dependency: string }>({
    severity: 'error',
    summary: 'A service waits for the end of the one whose task it shares, with which the task ends.',
    message: ({ service, dependency }) =>
      `service '${service}' waits until '${dependency}' is done, but both share a task, which ends with '${dependency}'`,
    fix: () => 'wait for service_started, or remove what makes them share a task',
  }),
  'tasks-wait-for-each-other': row<{ tasks: readonly string[] }>({
    severity: 'error',
    summary: 'Tasks that several services share wait for each other.',
    message: ({ tasks }) =>
      `the tasks of ${tasks.map((name) => `'${name}'`).join(', ')} wait for each other, each for the next and the last for the first: all services of a task start together`,
    fix: () =>
      'remove one of the dependencies, or what puts services into one task: volumes_from, network_mode, pid and ipc: service:…',
  }),
  'waits-for-end-in-task': row<{ service: string; dependency: string; main: string }>({
    severity: 'error',
    summary: 'A service waits for the end of one that shares the task of another.',
    message: ({ service, dependency, main }) =>
      `service '${service}' waits until '${dependency}' is done, but '${dependency}' runs in the task of '${main}', and ECS tells the end of whole tasks alone`,
    fix: ({ dependency }) =>
      `give '${dependency}' a task of its own: named volumes instead of volumes_from, and no network_mode, pid or ipc: service:…`,
  }),
  'ends-with-task': row<{ service: string; main: string; kind: 'job' | 'schedule' }>({
    severity: 'warning',
    summary: 'A service shares the task of a job or schedule, with which it ends.',
    message: ({ service, main, kind }) =>
      `service '${service}' runs in the task of '${main}', a ${kind}: it starts and ends with it`,
    fix: () =>
      'to keep it running, let both mount a named volume instead of volumes_from, and remove network_mode, pid or ipc: service:…',
  }),
  'published-by-task-that-ends': row<{ service: string; main: string; kind: 'job' | 'schedule' }>({
    severity: 'error',
    summary: 'A service publishes a port, but shares the task of a job or schedule, with which it ends.',
    message: ({ service, main, kind }) =>
      `service '${service}' publishes a port, but runs in the task of '${main}', a ${kind}, and ends with it`,
    fix: () =>
      'let both mount a named volume instead of volumes_from, and remove network_mode, pid or ipc: service:…; or say x-aws-expose: none',
  }),
  'service-seems-to-end': row<{ service: string }>({
    severity: 'warning',
    summary: 'A service seems to prepare something and end, but nothing makes it a job.',
    message: ({ service }) =>
      `service '${service}' seems to do its work and end; ECS would start it again and again, and its deployment would fail`,
    fix: () =>
      'let what needs it wait with condition: service_completed_successfully, or say x-aws-job: true: it then runs once per change; if it keeps running, x-aws-job: false',
  }),
  'job-with-replicas': row<{ service: string; count: number }>({
    severity: 'error',
    summary: 'A job states more than one replica.',
    message: ({ service, count }) => `job '${service}' asks for ${count} tasks; a job is one task`,
    fix: () => 'remove the number of replicas',
  }),
  'job-timeout-out-of-range': row<{ service: string; timeout: string }>({
    severity: 'error',
    summary: 'A job states a timeout that a deployment cannot wait for.',
    message: ({ service, timeout }) =>
      `job '${service}' states the timeout ${timeout}; a deployment waits for a job from 1 to 55 minutes`,
    fix: () => 'run what takes longer outside of deployments: with x-aws-schedule, or with cdk-compose run',
  }),
  'schedule-not-understood': row<{ service: string; problem: string }>({
    severity: 'error',
    summary: 'An x-aws-schedule that is no schedule.',
    message: ({ service, problem }) => `x-aws-schedule of service '${service}' is no schedule: ${problem}`,
    fix: () => 'write five fields as cron has them (0 3 * * *), rate(5 minutes) or @daily',
  }),
};
