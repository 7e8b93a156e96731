import type { Ecs, Task } from '../aws/ecs.js';
import type { FindEntrances } from '../aws/entrances.js';
import type { FindJobRun } from '../aws/job-runs.js';
import { inTurns } from '../aws/in-turns.js';
import { hasErrors, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { DeployedService } from './deployment.js';
import { reachedAt } from './reached-at.js';
import type { ServiceStatus } from './service-rows.js';

/** What is known beside AWS's answers. */
export interface StatusContext {
  /** By digest: tags of the image lock. */
  readonly tags: ServiceStatus['tags'];
  /** The name of a job's record. */
  readonly recordOf: (service: string) => string;
}

/** What of AWS is asked. */
export interface StatusSources {
  readonly ecs: Pick<Ecs, 'tasks'>;
  readonly findEntrances: FindEntrances;
  readonly findJobRun: FindJobRun;
}

/** Asks AWS for the tasks and the entrances of deployed services. */
export async function readStatus(
  services: readonly DeployedService[],
  { tags, recordOf }: StatusContext,
  { ecs, findEntrances, findJobRun }: StatusSources,
): Promise<Checked<readonly ServiceStatus[]>> {
  const diagnostics: Diagnostic[] = [];
  const groups = [...new Set(services.flatMap(({ ecsService }) => ecsService?.targetGroups ?? []))];
  const entrances = await findEntrances([...new Set(groups.map(({ arn }) => arn))]);
  diagnostics.push(...entrances.diagnostics);

  const tasksOf = async (
    { cluster, ecsService, taskDefinition }: DeployedService,
    desiredStatus: 'RUNNING' | 'STOPPED',
  ): Promise<readonly Task[]> => {
    if (cluster === undefined) return [];
    const of = ecsService === undefined ? { family: taskDefinition.family } : { service: ecsService.name };
    const found = await ecs.tasks({ cluster, of, desiredStatus });
    diagnostics.push(...found.diagnostics);
    return found.value ?? [];
  };
  // Services that share a task have the same ones.
  const definitions = [...new Map(services.map((one) => [one.taskDefinition.arn, one])).values()];
  const asked = await inTurns(definitions, async (one) => {
    const tasks = await tasksOf(one, 'RUNNING');
    const stopped = isSettled(one, tasks) ? [] : await tasksOf(one, 'STOPPED');
    const isForgotten = one.ecsService === undefined && tasks.length + stopped.length === 0;
    const run = isForgotten ? await findJobRun(recordOf(one.name)) : undefined;
    diagnostics.push(...(run?.diagnostics ?? []));
    return { tasks, stopped, jobRun: run?.value };
  });
  if (hasErrors(diagnostics)) return { value: undefined, diagnostics: unlike(diagnostics) };
  const statuses = services.map((deployed) => {
    const index = definitions.findIndex((one) => one.taskDefinition.arn === deployed.taskDefinition.arn);
    const own = (deployed.ecsService?.targetGroups ?? [])
      .filter(({ container }) => container === deployed.container.name)
      .map(({ arn }) => arn);
    const ways = (entrances.value ?? []).filter(({ targetGroup }) => own.includes(targetGroup));
    const { tasks = [], stopped = [], jobRun } = asked[index] ?? {};
    return { deployed, tasks, stopped, jobRun, reachedAt: reachedAt(ways), tags };
  });
  return { value: statuses, diagnostics: [] };
}

/** Nobody asks how earlier tasks ended. */
function isSettled({ ecsService }: DeployedService, tasks: readonly Task[]): boolean {
  if (ecsService === undefined) return tasks.length > 0;
  const { desired, running, deployments } = ecsService;
  return desired === running && deployments.every(({ rollout = 'COMPLETED' }) => rollout === 'COMPLETED');
}

/** What is refused once is refused for every service. */
function unlike(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map((one) => [one.message, one])).values()];
}
