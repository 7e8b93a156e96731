import type { AwsAnswer, fakeAws } from '../images/fake-aws.js';

/** What a fake AWS answers. */
export type Answers = Parameters<typeof fakeAws>[0];

/** The project whose deployment `shopOnAws` imitates: `proxy` and `web` share a task, `migrate` is a job. */
export const shop = `
name: shop
services:
  web:
    image: nginx
    ports: ["80:80"]
    depends_on:
      migrate: {condition: service_completed_successfully}
  proxy: {image: envoyproxy/envoy, network_mode: "service:web"}
  api: {image: "example/api"}
  migrate: {image: "example/migrate"}
  new: {image: nginx}
`;

const ecs = 'arn:aws:ecs:eu-central-1:111122223333';
const balancing = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333';

/** ARNs of the deployment. */
export const arns = {
  cluster: `${ecs}:cluster/shop-Cluster`,
  web: `${ecs}:service/shop-Cluster/shop-web`,
  api: `${ecs}:service/shop-Cluster/shop-api`,
  webDefinition: `${ecs}:task-definition/shopweb:3`,
  apiDefinition: `${ecs}:task-definition/shopapi:7`,
  migrateDefinition: `${ecs}:task-definition/shopmigrate:21`,
  task: (id: string) => `${ecs}:task/shop-Cluster/${id}`,
  targetGroup: `${balancing}:targetgroup/web/1`,
  loadBalancer: `${balancing}:loadbalancer/app/shop/1`,
};

export const digest = `sha256:${'a'.repeat(64)}`;

/** Seconds since 1970, as JSON 1.1 writes times. */
export const at = (time: string): number => Date.parse(time) / 1000;

/** A resource as the tagging API describes it. */
export function tagged(arn: string, service?: string, environment?: string): object {
  const tags = {
    'com.docker.compose.project': 'shop',
    ...(service === undefined ? {} : { 'com.docker.compose.service': service }),
    ...(environment === undefined ? {} : { 'cdk-compose.environment': environment }),
  };
  return { ResourceARN: arn, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) };
}

/** How many tasks are wanted and run, and any other field of the answer. */
interface EcsServiceState extends Readonly<Record<string, unknown>> {
  readonly desired?: number;
  readonly running?: number;
}

/** An ECS service that is steady, but for what is said. */
export function ecsServiceAnswer(
  name: 'web' | 'api',
  { desired = 1, running = desired, ...rest }: EcsServiceState = {},
): object {
  return {
    serviceArn: arns[name],
    serviceName: `shop-${name}`,
    clusterArn: arns.cluster,
    status: 'ACTIVE',
    taskDefinition: arns[`${name}Definition`],
    desiredCount: desired,
    runningCount: running,
    pendingCount: 0,
    deployments: [{ status: 'PRIMARY', rolloutState: 'COMPLETED' }],
    events: [
      {
        createdAt: at('2026-11-23T10:00:00Z'),
        message: `(service shop-${name}) has reached a steady state.`,
      },
    ],
    enableExecuteCommand: true,
    networkConfiguration: {
      awsvpcConfiguration: {
        subnets: ['subnet-1'],
        securityGroups: ['sg-1', 'sg-2'],
        assignPublicIp: 'DISABLED',
      },
    },
    capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT', weight: 1, base: 0 }],
    ...rest,
  };
}

/** A container definition that logs to the project's log group. */
export function definitionAnswer(name: string, rest: object = {}): object {
  return {
    name,
    image: `registry.example/${name}@${digest}`,
    logConfiguration: {
      logDriver: 'awslogs',
      options: {
        'awslogs-group': 'shop-LogGroup',
        'awslogs-stream-prefix': name,
        'awslogs-region': 'eu-central-1',
      },
    },
    ...rest,
  };
}

/** A task whose containers run, or ended with these exit codes. */
export function taskAnswer(
  id: string,
  containers: Readonly<Record<string, number | 'RUNNING' | 'PENDING'>>,
  rest: object = {},
): object {
  return {
    taskArn: arns.task(id),
    clusterArn: arns.cluster,
    lastStatus: 'RUNNING',
    enableExecuteCommand: true,
    createdAt: at('2026-11-23T10:00:00Z'),
    containers: Object.entries(containers).map(([name, is]) => ({
      name,
      runtimeId: `${id}-${name}`,
      lastStatus: typeof is === 'number' ? 'STOPPED' : is,
      ...(typeof is === 'number' ? { exitCode: is } : {}),
      healthStatus: 'UNKNOWN',
      managedAgents: [{ name: 'ExecuteCommandAgent', lastStatus: 'RUNNING' }],
    })),
    ...rest,
  };
}

const definitions: Readonly<Record<string, AwsAnswer>> = {
  [arns.webDefinition]: {
    taskDefinition: {
      taskDefinitionArn: arns.webDefinition,
      family: 'shopweb',
      status: 'ACTIVE',
      containerDefinitions: [
        definitionAnswer('web', { healthCheck: { command: ['CMD', 'true'] } }),
        definitionAnswer('proxy'),
      ],
    },
  },
  [arns.apiDefinition]: {
    taskDefinition: {
      taskDefinitionArn: arns.apiDefinition,
      family: 'shopapi',
      status: 'ACTIVE',
      containerDefinitions: [definitionAnswer('api')],
    },
  },
  [arns.migrateDefinition]: {
    taskDefinition: {
      taskDefinitionArn: arns.migrateDefinition,
      family: 'shopmigrate',
      status: 'ACTIVE',
      containerDefinitions: [definitionAnswer('migrate')],
    },
  },
};

/** The tasks of the deployment, by the ECS service or family that they are asked for by, and by desired status. */
export type Tasks = Readonly<Record<string, readonly (object & { taskArn?: string })[]>>;

/** Answers of the actions that list and describe tasks. */
export function tasksOnAws(tasks: Tasks): Answers {
  return {
    ListTasks: ({ serviceName, family, desiredStatus }) => ({
      taskArns: (tasks[`${String(serviceName ?? family)} ${String(desiredStatus)}`] ?? []).map(
        ({ taskArn }) => taskArn,
      ),
    }),
    DescribeTasks: ({ tasks: wanted }) => ({
      tasks: Object.values(tasks)
        .flat()
        .filter(({ taskArn }) => (wanted as readonly unknown[]).includes(taskArn)),
    }),
  };
}

/** A deployment in which everything is well. */
export const shopOnAws: Answers = {
  GetResources: ({ PaginationToken }) =>
    PaginationToken === undefined
      ? {
          PaginationToken: 'more',
          ResourceTagMappingList: [
            tagged(arns.cluster),
            tagged(arns.web, 'web'),
            tagged(arns.webDefinition, 'web'),
            tagged(arns.migrateDefinition.replace(':21', ':9'), 'migrate'),
            tagged(arns.migrateDefinition, 'migrate'),
          ],
        }
      : {
          PaginationToken: '',
          ResourceTagMappingList: [tagged(arns.api, 'api'), tagged(arns.apiDefinition, 'api')],
        },
  DescribeServices: { services: [ecsServiceAnswer('web'), ecsServiceAnswer('api')] },
  DescribeTaskDefinition: ({ taskDefinition }) => definitions[String(taskDefinition)] ?? 'ClientException',
  ...tasksOnAws({
    'shop-web RUNNING': [taskAnswer('web1', { web: 'RUNNING', proxy: 'RUNNING' })],
    'shop-api RUNNING': [taskAnswer('api1', { api: 'RUNNING' })],
  }),
};
