import { initImage } from '../compose/init-image.js';
import { logRouterImage, logRouterServices } from '../compose/log-router.js';
import { hasWayOut } from '../compose/way-out.js';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import { stated } from '../keys/extension/extension-key.js';
import { pullCredentials } from '../keys/extension/service-keys.js';
import type { Bindings } from '../model/bindings.js';
import type { ImagePlan, MissingImage, ServicePlan } from '../model/deployment-plan.js';
import { found, type Found } from './found.js';
import { originalImage } from './image-facts.js';
import type { Planning } from './planning.js';

/** Only an app tells that it brings a VPC along, in which tasks run the init image. */
const buildOfApp = 'cdk-compose build --app "<the command of the app>"';

/** The image that a service's container runs, by digest where the lock has it. Undefined: the service has no image. */
export function imagePlan(planning: Planning, name: string): Found<ImagePlan | undefined> {
  const image = planning.images[name];
  if (image === undefined) {
    const { image: reference, build } = planning.project.services[name] ?? {};
    // Where there is one and it is not resolved, resolving it has told why.
    return reference === undefined && build === undefined
      ? found(undefined, [planning.finding('service-without-image', { service: name }, ['services', name])])
      : found(undefined);
  }
  const built = image.from === 'build';
  const isOwnBuild = originalImage(planning, name)?.from === 'build';
  const path: ComposePath = ['services', name, isOwnBuild ? 'build' : 'image'];
  // A task without a way out reaches our own repository alone, where its image is mirrored under the same digest.
  const ours = built || !hasWayOut(planning.project, name);
  const secret = stated(planning.project.services[name], pullCredentials);
  const at = ['services', name, pullCredentials.key];
  const plan: ImagePlan = {
    from: ours ? 'ecr' : 'registry',
    ...(ours || image.repository === undefined
      ? ownRepository(planning.project.name, planning.bindings)
      : { repository: image.repository }),
    ...(ours && image.repository !== undefined ? { copyOf: image.repository } : {}),
    tag: image.tag,
    digest: image.digest,
    ...(secret === undefined || ours
      ? {}
      : { credentials: planning.decided(secret, at, pullCredentials.key) }),
    cause: planning.cause(
      path,
      [
        isOwnBuild ? 'build' : `image ${planning.project.services[name]?.image ?? image.key}`,
        ...(image.derived === undefined ? [] : ['with files laid over it']),
      ].join(', '),
    ),
  };
  return found(
    plan,
    secret !== undefined && ours ? [planning.finding('credentials-not-needed', { service: name }, at)] : [],
  );
}

/** What the image lock lacks of the images that tasks run, with the sentence that stops a deployment. */
export function missingImages(
  planning: Planning,
  services: readonly ServicePlan[],
): Found<readonly MissingImage[]> {
  const { project, options, images } = planning;
  const runsInit = services.some(({ containers }) =>
    containers.some(({ image }) => image.tag === images[initImage]?.tag),
  );
  const command = options.vpc === 'given' && runsInit ? buildOfApp : 'cdk-compose build';
  const ours = [
    ...(runsInit ? [initImage] : []),
    ...(logRouterServices(project).length === 0 ? [] : [logRouterImage]),
  ];
  const missing = [...Object.keys(project.services), ...ours]
    .toSorted()
    .flatMap((service): readonly MissingImage[] => {
      const image = planning.images[service];
      if (image === undefined || image.digest !== undefined) return [];
      const state = image.from === 'build' ? 'built' : 'pinned';
      const sentence = `The image of service '${service}' (${image.key}) is not ${state}: run ${command}, then deploy again.`;
      return [{ service, key: image.key, sentence }];
    });
  const names = missing.map(({ service }) => service);
  const [first] = names;
  if (first === undefined) return found(missing);
  const key = originalImage(planning, first)?.from === 'build' ? 'build' : 'image';
  return found(missing, [
    planning.finding('images-not-locked', { services: names, command }, ['services', first, key]),
  ]);
}

/**
 * The repository that holds the project's own images: by name in the stack's own account and region, else by its whole
 * address, or by what the bindings say of that.
 */
export function ownRepository(
  project: string,
  { repository = { name: project } }: Bindings,
): Pick<ImagePlan, 'repository' | 'account' | 'region'> {
  const { name, account, region } = repository;
  if (account !== undefined && region !== undefined) {
    const suffix = region.startsWith('cn-') ? '.cn' : '';
    return { repository: `${account}.dkr.ecr.${region}.amazonaws.com${suffix}/${name}` };
  }
  return {
    repository: name,
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  };
}
