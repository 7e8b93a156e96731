import {
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTaskDefinitionsCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import type { Checked } from '../diagnostics/diagnostic.js';
import { awsFailure } from './aws-failure.js';
import { batches, inTurns } from './in-turns.js';
import { pages } from './pages.js';

/** Images as task definitions write them (`host/shop@sha256:…`), each with who names it (`web:12`, `a running task of web:9`). */
export type NamedImages = ReadonlyMap<string, readonly string[]>;

/** The client of ECS for an account, by the name of a profile, and a region; the SDK's own choice where undefined. */
export function ecsClient(profile: string | undefined, region: string | undefined): Pick<ECSClient, 'send'> {
  return new ECSClient({
    ...(profile === undefined ? {} : { profile }),
    ...(region === undefined ? {} : { region }),
  });
}

/**
 * Every image that an active task definition names; that of a service, though it be scaled to nothing, and every image
 * that a task runs now, though the definition be deregistered. ECS alone is asked; a failure leaves no value, so that
 * nobody takes silence for absence.
 */
export async function namedImages(client: Pick<ECSClient, 'send'>): Promise<Checked<NamedImages>> {
  const named = new Map<string, string[]>();
  const add = (image: string | undefined, by: string): void => {
    if (image !== undefined) named.set(image, [...new Set([...(named.get(image) ?? []), by])]);
  };
  let action = 'ecs:ListTaskDefinitions';
  try {
    const definitions = await pages(async (nextToken) => {
      const page = await client.send(new ListTaskDefinitionsCommand({ status: 'ACTIVE', nextToken }));
      return { items: page.taskDefinitionArns ?? [], next: page.nextToken };
    });
    action = 'ecs:DescribeTaskDefinition';
    const addImagesOf = async (arn: string): Promise<void> => {
      const { taskDefinition } = await client.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: arn }),
      );
      for (const { image } of taskDefinition?.containerDefinitions ?? []) add(image, nameOf(arn));
    };
    await inTurns(definitions, addImagesOf);
    action = 'ecs:ListClusters';
    const clusters = await pages(async (nextToken) => {
      const page = await client.send(new ListClustersCommand({ nextToken }));
      return { items: page.clusterArns ?? [], next: page.nextToken };
    });
    for (const cluster of clusters) {
      action = 'ecs:ListServices';
      const services = await pages(async (nextToken) => {
        const page = await client.send(new ListServicesCommand({ cluster, nextToken }));
        return { items: page.serviceArns ?? [], next: page.nextToken };
      });
      action = 'ecs:DescribeServices';
      const used = new Set<string>();
      for (const some of batches(services, servicesAtOnce)) {
        const described = await client.send(new DescribeServicesCommand({ cluster, services: [...some] }));
        for (const { taskDefinition, deployments = [], taskSets = [] } of described.services ?? []) {
          const all = [taskDefinition, ...[...deployments, ...taskSets].map((one) => one.taskDefinition)];
          for (const arn of all) if (arn !== undefined && !definitions.includes(arn)) used.add(arn);
        }
      }
      action = 'ecs:DescribeTaskDefinition';
      await inTurns([...used], addImagesOf);
      action = 'ecs:ListTasks';
      const tasks = await pages(async (nextToken) => {
        const page = await client.send(new ListTasksCommand({ cluster, nextToken }));
        return { items: page.taskArns ?? [], next: page.nextToken };
      });
      action = 'ecs:DescribeTasks';
      for (const some of batches(tasks, tasksAtOnce)) {
        const described = await client.send(new DescribeTasksCommand({ cluster, tasks: [...some] }));
        for (const { taskDefinitionArn = '', containers = [] } of described.tasks ?? []) {
          for (const { image } of containers) add(image, `a running task of ${nameOf(taskDefinitionArn)}`);
        }
      }
    }
    return { value: named, diagnostics: [] };
  } catch (error) {
    return { value: undefined, diagnostics: [awsFailure(action, error)] };
  }
}

/** As many as DescribeServices and DescribeTasks take. */
const [servicesAtOnce, tasksAtOnce] = [10, 100];

/** `web:12` of `arn:aws:ecs:eu-central-1:111122223333:task-definition/web:12`. */
function nameOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}
