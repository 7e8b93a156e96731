/** Findings about the number of tasks, autoscaling and rolling updates. */
import { row } from '../row.js';

export const scaling = {
  'too-many-tasks': row<{ service: string; count: number; most: number }>({
    severity: 'error',
    summary: 'A service asks for more tasks than names in DNS take.',
    message: ({ service, count, most }) =>
      `service '${service}' asks for ${count} tasks; AWS Cloud Map takes ${most} of one service`,
    fix: ({ most }) => `ask for ${most} at most, or split the service`,
  }),
  'capacity-without-share': row<{ service: string }>({
    severity: 'error',
    summary: 'x-aws-capacity gives no share to any kind of capacity.',
    message: ({ service }) =>
      `x-aws-capacity of service '${service}' gives neither on-demand nor spot a share, so no task could be placed`,
    fix: () =>
      'give one of them a weight of at least 1: { on-demand: 1 }, or { on-demand: 1, spot: 3, base: 1 }',
  }),
  'scaling-without-target': row<{ service: string }>({
    severity: 'error',
    summary: 'Autoscaling without anything that decides the number of tasks.',
    message: ({ service }) =>
      `x-aws-autoscaling of service '${service}' does not say what decides the number of tasks`,
    fix: () => 'state cpu or memory in percent, or requests per task and minute',
  }),
  'scaling-range-empty': row<{ service: string; min: number; max: number }>({
    severity: 'error',
    summary: 'Autoscaling with a minimum above its maximum.',
    message: ({ service, min, max }) =>
      `service '${service}' asks for at least ${min} tasks and at most ${max}`,
    fix: () => 'state a max that is not below min',
  }),
  'scaling-stays-at-none': row<{ service: string }>({
    severity: 'warning',
    summary: 'Autoscaling may stop the last task, and starts none again.',
    message: ({ service }) =>
      `autoscaling may stop the last task of service '${service}', and without a task there is no figure by which it would start one again`,
    fix: () => 'state a min of at least 1',
  }),
  'scaling-without-http-port': row<{ service: string }>({
    severity: 'error',
    summary: 'Autoscaling by requests of a service that no application load balancer publishes.',
    message: ({ service }) =>
      `service '${service}' scales by requests, but no application load balancer counts any for it`,
    fix: () => 'publish an HTTP port, or scale by cpu or memory',
  }),
  'scaling-of-one-writer': row<{ service: string }>({
    severity: 'warning',
    summary: 'Autoscaling starts several tasks that write the same volume.',
    message: ({ service }) => `autoscaling lets several tasks of service '${service}' write its volume`,
    fix: () => 'remove x-aws-autoscaling, unless the application is made for several writers',
  }),
  'rollout-never-proceeds': row<{ service: string; count: number; min: number; max: number }>({
    severity: 'error',
    summary: 'An update configuration under which no task can ever be replaced.',
    message: ({ service, count, min, max }) =>
      `service '${service}' may neither stop a task nor start one (with ${count} of them, ECS rounds ${min} % up and ${max} % down), so no deployment ends`,
    fix: () => 'use order: start-first, lower x-aws-min_percent or raise x-aws-max_percent',
  }),
  'rollout-waits-for-tasks': row<{ service: string; count: number; min: number; max: number }>({
    severity: 'warning',
    summary: 'A deployment cannot proceed while autoscaling keeps few tasks.',
    message: ({ service, count, min, max }) =>
      `with ${count} of its tasks running, a deployment of service '${service}' waits until there are more: ECS rounds ${min} % up and ${max} % down`,
    fix: () =>
      'raise x-aws-max_percent to 200, lower x-aws-min_percent to 0, or raise min of x-aws-autoscaling',
  }),
  'two-writers-while-rolling': row<{ service: string }>({
    severity: 'warning',
    summary: 'A start-first rollout of a service that alone writes a persistent volume.',
    message: ({ service }) =>
      `while service '${service}' is replaced, two tasks write its volume at the same time`,
    fix: () => 'use order: stop-first, unless the application is made for several writers',
  }),
};
