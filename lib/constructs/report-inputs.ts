import type { Construct } from 'constructs';
import type { LoadedProject } from '../compose/project.js';
import type { Bindings } from '../model/bindings.js';
import type { DeploymentPlan } from '../model/deployment-plan.js';

/** The CDK context key with which `cdk-compose build --app` asks an app what it deploys. */
export const reportKey = 'cdk-compose:report';

/** The type of the metadata entry that answers. */
export const reportType = 'cdk-compose:inputs';

/** What an application is built from, as an app reports it: JSON, in the order of its keys. */
export interface ReportedInputs {
  readonly project: LoadedProject['project'];
  readonly directory: string;
  readonly sources: readonly (readonly [string, string])[];
  readonly variables: readonly (readonly [string, string])[];
  readonly bindings: Bindings;
  readonly environment?: string;
  /** `given`: tasks add the namespace to their search list, in a VPC that the app brings along. */
  readonly vpc?: 'given';
}

/**
 * Leaves what has to be built in the metadata of the cloud assembly, when the app is asked for it. An assembly that is
 * deployed never holds this: it names folders of this machine and values of the project's environment.
 */
export function reportInputs(
  scope: Construct,
  {
    project: { project, directory, sources, environment: variables },
    bindings = { version: 1 },
    environment,
    plan: { vpc },
  }: {
    readonly project: LoadedProject;
    readonly bindings?: Bindings | undefined;
    readonly environment?: string | undefined;
    readonly plan: Pick<DeploymentPlan, 'vpc'>;
  },
): void {
  if (scope.node.tryGetContext(reportKey) !== true) return;
  const inputs: ReportedInputs = {
    project,
    directory,
    sources: [...sources],
    variables: [...variables],
    bindings,
    ...(environment === undefined ? {} : { environment }),
    ...(vpc.kind === 'given' && vpc.addedSearchDomain !== undefined ? { vpc: vpc.kind } : {}),
  };
  // As text: CDK would look for tokens in values that are not its own.
  scope.node.addMetadata(reportType, Buffer.from(JSON.stringify(inputs)).toString('base64'));
}
