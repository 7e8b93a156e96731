/** Findings about tasks and their containers: what they run, their size, what a task definition takes. */
import { row } from '../row.js';

export const tasks = {
  'service-without-image': row<{ service: string }>({
    severity: 'error',
    summary: 'A service that has neither an image nor a build section.',
    message: ({ service }) => `service '${service}' has no image to run`,
    fix: () => 'give it image or build',
  }),
  'platform-not-on-fargate': row<{ service: string; platform: string }>({
    severity: 'error',
    summary: 'A platform that Fargate tasks do not run on.',
    message: ({ service, platform }) =>
      `service '${service}' has platform ${platform}, which Fargate does not run`,
    fix: () => 'use linux/amd64 or linux/arm64',
  }),
  'task-size-assumed': row<{ service: string; vcpu: number; memory: string }>({
    severity: 'warning',
    summary: 'A service states no CPU or memory, so the default task size is used.',
    message: ({ service, vcpu, memory }) =>
      `service '${service}' states no CPU or memory: it gets ${vcpu} vCPU and ${memory}`,
    fix: () => 'state deploy.resources.limits with cpus and memory',
  }),
  'task-size-too-large': row<{ service: string; vcpu: number; gigabytes: number }>({
    severity: 'error',
    summary: 'No Fargate task is as large as a service demands.',
    message: ({ service, vcpu, gigabytes }) =>
      `no Fargate task has the ${vcpu} vCPU and ${gigabytes} GB that service '${service}' demands`,
    fix: () => 'state at most 16 vCPU and 120 GB, or 32 vCPU and 244 GB',
  }),
  'task-disk-too-large': row<{ service: string; asked: number; most: number }>({
    severity: 'error',
    summary: 'A task asks for more storage than Fargate gives.',
    message: ({ service, asked, most }) =>
      `the task of service '${service}' asks for ${asked} GB of storage; Fargate gives ${most} GB at most`,
    fix: () => 'put what is large on a named volume, or ask for less in storage_opt.size',
  }),
  'task-definition-too-large': row<{ service: string; kilobytes: number }>({
    severity: 'error',
    summary: 'The settings of a task exceed what a task definition holds.',
    message: ({ service, kilobytes }) =>
      `the settings of service '${service}' take ${kilobytes} KB; an ECS task definition holds 64 KB`,
    fix: () => 'move long environment values and commands into the image',
  }),
  'too-many-containers': row<{ service: string; count: number; most: number }>({
    severity: 'error',
    summary: 'More services share a task than a task has containers.',
    message: ({ service, count, most }) =>
      `the task of service '${service}' has ${count} containers; ECS takes ${most}`,
    fix: () => 'let fewer services share its namespaces and volumes',
  }),
  'port-taken-in-task': row<{ port: number; service: string; other: string }>({
    severity: 'error',
    summary: 'Two containers of one task listen on the same port.',
    message: ({ port, service, other }) =>
      `'${service}' and '${other}' run in one task and both listen on port ${port}`,
    fix: () => 'let one of them listen on another port, or run them as separate services',
  }),
  'port-out-of-range': row<{ service: string; port: number }>({
    severity: 'error',
    summary: 'A container port that is none: ports are 1 to 65535.',
    message: ({ service, port }) => `service '${service}' names port ${port}; ports are 1 to 65535`,
    fix: () => 'name the port that the container listens on',
  }),
  'variable-without-name': row<{ service: string }>({
    severity: 'error',
    summary: 'An environment variable has no name.',
    message: ({ service }) => `service '${service}' has an environment variable without a name`,
    fix: () => 'name the variable before its =, or remove it',
  }),
  'healthcheck-runs-nothing': row<{ service: string }>({
    severity: 'error',
    summary: 'A healthcheck has no command, which ECS refuses.',
    message: ({ service }) => `the healthcheck of service '${service}' runs nothing`,
    fix: () => 'state a command, or disable: true',
  }),
  'exec-needs-writable-root': row<{ service: string }>({
    severity: 'warning',
    summary: 'ECS Exec into a container whose root file system is read-only.',
    message: ({ service }) =>
      `x-aws-exec opens no shell in service '${service}': its root file system is read-only`,
    fix: () => 'remove read_only, or x-aws-exec',
  }),
};
