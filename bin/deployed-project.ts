import type { Ecs } from '../lib/aws/ecs.js';
import type { FindTagged } from '../lib/aws/tagged-resources.js';
import {
  diagnose,
  hasErrors,
  type CheckedWithSources,
  type Diagnostic,
} from '../lib/diagnostics/diagnostic.js';
import type { DeployedService } from '../lib/operate/deployment.js';
import { deploymentName } from '../lib/plan/identity.js';
import type { ProjectInputs } from '../lib/project-inputs.js';
import { suggest } from '../lib/syntax/suggest.js';
import { defaultRegion } from './default-region.js';
import type { Machine } from './machine.js';
import { readProjectInputs, type ProjectOptions } from './project-inputs.js';
import { undecidedEnvironment } from './undecided-environment.js';

/** A project with what is deployed of it. */
export interface DeployedProject {
  readonly inputs: ProjectInputs;
  /** The services that were asked for, in the order of the Compose file; those that are not deployed are left out. */
  readonly services: readonly DeployedService[];
  /** Names of the services that were asked for, or of all. */
  readonly names: readonly string[];
  /** All that are deployed. */
  readonly all: readonly DeployedService[];
  readonly ecs: Ecs;
  readonly find: FindTagged;
  /** Undefined: as the AWS SDK finds it. */
  readonly region: string | undefined;
}

/** Reads the project and finds its deployment in the account of the credentials; `wanted` names services, none is all. */
export async function deployedProject(
  options: ProjectOptions,
  wanted: readonly string[],
  machine: Machine,
): Promise<CheckedWithSources<DeployedProject>> {
  const { value: inputs, diagnostics: found, sources } = readProjectInputs(options, machine);
  const fail = (...diagnostics: readonly Diagnostic[]) => ({
    value: undefined,
    diagnostics,
    sources,
  });
  if (inputs === undefined) return fail(...found);
  const { environment, undecided, env, project, paused } = inputs;
  const known = Object.keys(project.project.services);
  const unknown = wanted.filter((name) => !known.includes(name));
  const mistakes = [
    ...found.filter(({ severity }) => severity === 'error'),
    ...undecidedEnvironment(undecided),
    ...unknown.map((name) => diagnose('no-such-service', { name, profiles: [], ...suggest(name, known) })),
  ];
  if (mistakes.length > 0) return fail(...mistakes);
  const [{ findTagged }, { ecsService }, { findDeployment }] = await Promise.all([
    import('../lib/aws/tagged-resources.js'),
    import('../lib/aws/ecs-service.js'),
    import('../lib/operate/find-deployment.js'),
  ]);
  const region = env?.region ?? defaultRegion(machine.environment);
  const [ecs, find] = [ecsService(region), findTagged(region)];
  const deployed = await findDeployment(
    { project: project.project.name, environment, services: known },
    { find, ecs },
  );
  if (deployed.value === undefined || hasErrors(deployed.diagnostics)) return fail(...deployed.diagnostics);
  const deployment = deploymentName(project.project.name, environment);
  if (deployed.value.length === 0)
    return fail(
      paused === true
        ? diagnose('deployment-paused', { deployment })
        : diagnose('not-deployed', {
            deployment,
            region: region ?? machine.environment['AWS_REGION'],
            environment,
          }),
    );
  const names = wanted.length === 0 ? known : known.filter((name) => wanted.includes(name));
  const services = deployed.value.filter(({ name }) => names.includes(name));
  return {
    value: { inputs, services, all: deployed.value, names, ecs, find, region },
    diagnostics: [],
    sources,
  };
}

/** What is wrong where services that were asked for are not deployed. */
export function notDeployed({ inputs, names, services }: DeployedProject): readonly Diagnostic[] {
  const deployment = deploymentName(inputs.project.project.name, inputs.environment);
  return names
    .filter((service) => !services.some(({ name }) => name === service))
    .map((service) => diagnose('service-not-deployed', { service, deployment }));
}
