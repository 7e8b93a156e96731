import type { Bindings } from '../../model/bindings.js';
import type { DeploymentPlan } from '../../model/deployment-plan.js';

/** What a deployment needs that its own stack does not make: asked for before it begins. */
export interface StageNeeds {
  /** What was known to be missing when the template was written, in the words that refuse the deployment. */
  readonly missing: readonly string[];
  /** In ECR; account and region are the stack's own where they are absent. */
  readonly images: readonly {
    readonly account?: string;
    readonly region?: string;
    readonly repository: string;
    readonly digest: string;
  }[];
  readonly secrets: readonly { readonly arn: string; readonly version?: string }[];
  /** `fs-…` */
  readonly fileSystems: readonly string[];
  /** `sg-…` */
  readonly securityGroups: readonly string[];
}

/** Reads the needs off a plan; each once, sorted. */
export function stageNeeds(plan: DeploymentPlan, bindings: Bindings): StageNeeds {
  const containers = plan.services.flatMap((service) => service.containers);
  const images = containers.flatMap(({ image: { from, repository: address, digest, ...place } }) => {
    if (from !== 'ecr' || digest === undefined) return [];
    const uri = /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.[^/]+\/(.+)$/.exec(address);
    if (uri === null) {
      const { account: own, region: near } = place;
      return [
        {
          ...(own === undefined ? {} : { account: own }),
          ...(near === undefined ? {} : { region: near }),
          repository: address,
          digest,
        },
      ];
    }
    const [, account = '', region = '', repository = ''] = uri;
    return [{ account, region, repository, digest }];
  });
  const secrets = containers.flatMap(({ secrets: variables }) =>
    variables.flatMap(({ source: { kind, arn, version } }) =>
      kind === 'secret' ? [{ arn, ...(version === undefined ? {} : { version }) }] : [],
    ),
  );
  return {
    missing: [...plan.missingImages, ...plan.missingBindings].map(({ sentence }) => sentence),
    images: distinct(images),
    secrets: distinct(secrets),
    fileSystems: distinct(Object.values(bindings.fileSystems ?? {}).map(({ id }) => id)),
    securityGroups: distinct(
      Object.values(bindings.networks ?? {}).map(({ securityGroup }) => securityGroup),
    ),
  };
}

function distinct<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values.map((value) => JSON.stringify(value)))]
    .toSorted()
    .map((text) => JSON.parse(text) as T);
}
