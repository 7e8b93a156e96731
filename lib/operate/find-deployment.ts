import type { Ecs, EcsService, TaskDefinition } from '../aws/ecs.js';
import type { FindTagged, TaggedResource } from '../aws/tagged-resources.js';
import type { Checked } from '../diagnostics/diagnostic.js';
import { projectTags } from '../model/project-tags.js';
import { ecsName } from '../plan/identity.js';
import type { DeployedService } from './deployment.js';

/** Whose deployment is meant. */
export interface DeploymentOf {
  readonly project: string;
  /** Undefined: that of no environment. */
  readonly environment: string | undefined;
  /** Names of Compose services. */
  readonly services: readonly string[];
}

/**
 * Finds what is deployed of Compose services, by the tags that every resource of a project has: so it does not matter how
 * many stacks there are, whether they are nested, and what an app of one's own calls them. Services that are not deployed
 * are left out.
 */
export async function findDeployment(
  { project, environment, services: names }: DeploymentOf,
  { find, ecs }: { readonly find: FindTagged; readonly ecs: Pick<Ecs, 'services' | 'taskDefinitions'> },
): Promise<Checked<readonly DeployedService[]>> {
  const tags = projectTags(project, environment);
  const tagged = await find(tags, ['ecs:cluster', 'ecs:service', 'ecs:task-definition']);
  // Who asks for no environment does not mean every one.
  const wanted = (tagged.value ?? []).filter((resource) =>
    Object.keys(projectTags('', '')).every((key) => resource.tags[key] === tags[key]),
  );
  const running = await ecs.services(arnsOf(wanted, 'service'));
  const used = (running.value ?? []).map(({ taskDefinition }) => taskDefinition);
  const families = new Set(used.map(familyOf));
  const others = latestOfEach(
    arnsOf(wanted, 'task-definition').filter((arn) => !families.has(familyOf(arn))),
  );
  const described = await ecs.taskDefinitions([...used, ...others]);
  const diagnostics = [tagged, running, described].flatMap((checked) => checked.diagnostics);
  if (running.value === undefined || described.value === undefined || diagnostics.length > 0)
    return { value: undefined, diagnostics };
  const [cluster] = [...running.value.map((service) => service.cluster), ...arnsOf(wanted, 'cluster')];
  const definitions = described.value.filter(({ arn, isActive }) => isActive || used.includes(arn));
  const value = names.flatMap((name) => deployedService(name, definitions, running.value ?? [], cluster));
  return { value, diagnostics };
}

/** Containers are named after their services, whichever of the services that share a task has given its name to it. */
function deployedService(
  name: string,
  definitions: readonly TaskDefinition[],
  ecsServices: readonly EcsService[],
  cluster: string | undefined,
): readonly DeployedService[] {
  for (const taskDefinition of definitions) {
    const container = taskDefinition.containers.find((one) => one.name === ecsName(name));
    if (container === undefined) continue;
    const ecsService = ecsServices.find((one) => one.taskDefinition === taskDefinition.arn);
    return [{ name, taskDefinition, container, ecsService, cluster: ecsService?.cluster ?? cluster }];
  }
  return [];
}

function arnsOf(resources: readonly TaggedResource[], type: string): readonly string[] {
  return resources.map(({ arn }) => arn).filter((arn) => arn.split(':')[5]?.startsWith(`${type}/`));
}

/** `arn:…:task-definition/web` of `arn:…:task-definition/web:12`. */
function familyOf(arn: string): string {
  return arn.slice(0, arn.lastIndexOf(':'));
}

/** Earlier revisions keep their tags. */
function latestOfEach(arns: readonly string[]): readonly string[] {
  const revisionOf = (arn: string) => Number(arn.slice(arn.lastIndexOf(':') + 1));
  const latest = new Map<string, string>();
  for (const arn of arns.toSorted((a, b) => revisionOf(a) - revisionOf(b))) latest.set(familyOf(arn), arn);
  return [...latest.values()];
}
