import type { EcsCapacity, EcsNetwork } from '../aws/ecs.js';
import type { FindTagged } from '../aws/tagged-resources.js';
import { diagnose, type Checked } from '../diagnostics/diagnostic.js';
import { projectTags } from '../model/project-tags.js';
import type { DeployedService } from './deployment.js';

/** Where a task runs, and on what. */
export interface TaskPlacement {
  readonly cluster: string;
  readonly network: EcsNetwork;
  readonly capacity: readonly EcsCapacity[];
}

/** What places the tasks of jobs. */
export interface PlacementContext {
  readonly project: string;
  readonly environment: string | undefined;
  /** Keys of the Compose networks that the service joins. */
  readonly networks: readonly string[];
  /** Security groups of others that it joins as networks. */
  readonly securityGroups: readonly string[];
  /** All that is deployed of the project. */
  readonly all: readonly DeployedService[];
}

/**
 * Where a task of a service runs: where its ECS service runs it. A job or a schedule has none: its security groups are found
 * by their tags, and the subnets are those of the project's ECS services, which are the same for all.
 */
export async function taskPlacement(
  { name, cluster, ecsService }: DeployedService,
  { project, environment, networks, securityGroups, all }: PlacementContext,
  find: FindTagged,
): Promise<Checked<TaskPlacement>> {
  if (cluster !== undefined && ecsService?.network !== undefined)
    return {
      value: { cluster, network: ecsService.network, capacity: ecsService.capacity },
      diagnostics: [],
    };
  const other = all.find(({ ecsService: one }) => one?.network !== undefined)?.ecsService?.network;
  const wanted = projectTags(project, environment);
  const tagged = await find(wanted, ['ec2:security-group']);
  if (tagged.value === undefined) return { value: undefined, diagnostics: tagged.diagnostics };
  const groups = tagged.value
    .filter(({ tags }) => Object.keys(projectTags('', '')).every((key) => tags[key] === wanted[key]))
    .filter(
      ({ tags }) =>
        tags['com.docker.compose.service'] === name ||
        networks.includes(tags['com.docker.compose.network'] ?? ''),
    )
    .map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1));
  if (cluster === undefined || other === undefined || groups.length === 0)
    return { value: undefined, diagnostics: [diagnose('run-place-unknown', { service: name })] };
  return {
    value: {
      cluster,
      network: { ...other, securityGroups: [...groups, ...securityGroups] },
      capacity: [{ provider: 'FARGATE', weight: 1, base: 0 }],
    },
    diagnostics: [],
  };
}
