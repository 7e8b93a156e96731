import type { Subcommand } from './subcommand.js';

/** A row of `cdk-compose --help`. The command's module is imported when it is called, not before. */
interface CommandRow {
  readonly summary: string;
  readonly load: () => Promise<Subcommand<never>>;
}

/** The commands, in the order in which a newcomer meets them. */
export const commands: Readonly<Record<string, CommandRow>> = {
  init: {
    summary: 'write a new CDK app for the Compose project of this folder',
    load: async () => (await import('./commands/init.js')).init,
  },
  check: {
    summary: 'say what becomes of every key of the Compose project on Amazon ECS',
    load: async () => (await import('./commands/check.js')).check,
  },
  plan: {
    summary: 'print the deployment plan: each decision with its cause and its place',
    load: async () => (await import('./commands/plan.js')).plan,
  },
  convert: {
    summary: 'write the CloudFormation templates, without the CDK CLI',
    load: async () => (await import('./commands/convert.js')).convert,
  },
  config: {
    summary: 'print the loaded project as docker compose config does',
    load: async () => (await import('./commands/config.js')).config,
  },
  build: {
    summary: 'build and pin the images of the project',
    load: async () => (await import('./commands/build.js')).build,
  },
  images: {
    summary: 'list or delete images that nothing needs, share them with other accounts',
    load: async () => (await import('./commands/images.js')).images,
  },
  secrets: {
    summary: 'write the values of secrets to AWS Secrets Manager: secrets push',
    load: async () => (await import('./commands/secrets.js')).secrets,
  },
  up: {
    summary: 'build what is missing, deploy, and list what is deployed',
    load: async () => (await import('./commands/up.js')).up,
  },
  down: {
    summary: 'delete what is deployed; volumes keep their data',
    load: async () => (await import('./commands/down.js')).down,
  },
  ps: {
    summary: 'list the deployed services: tasks, health, images, addresses',
    load: async () => (await import('./commands/ps.js')).ps,
  },
  logs: {
    summary: 'print what the deployed services write',
    load: async () => (await import('./commands/logs.js')).logs,
  },
  exec: {
    summary: 'run a command in a running container of a service',
    load: async () => (await import('./commands/exec.js')).exec,
  },
  run: {
    summary: 'run a command in a task of its own, as a service is deployed',
    load: async () => (await import('./commands/run.js')).run,
  },
};
