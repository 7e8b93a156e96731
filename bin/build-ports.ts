import { chooseBuilder, knownBuilder } from '../lib/images/builder.js';
import { buildCloudBuilder } from '../lib/images/build-cloud.js';
import type { BuildPorts } from '../lib/images/build-request.js';
import { buildxProgram } from '../lib/images/buildx-program.js';
import type { Buildx } from '../lib/images/buildx.js';
import { dockerCredentials, type DockerCredentials } from '../lib/images/docker-credentials.js';
import { httpFetch, type Fetch } from '../lib/images/http-fetch.js';
import { runCommand } from '../lib/images/process.js';
import { registryClient } from '../lib/images/registry-client.js';
import { registryRepository } from '../lib/images/registry-repository.js';
import type { Bindings } from '../lib/model/bindings.js';
import { projectTags } from '../lib/model/project-tags.js';
import { defaultRegion } from './default-region.js';
import type { Machine } from './machine.js';

/** What decides where images are built and where they go. */
export interface BuildPlace {
  readonly project: string;
  readonly bindings: Bindings;
  /** `--registry`: a registry other than ECR, with a path where it wants one: `ghcr.io/acme`. */
  readonly registry?: string | undefined;
  /** `--builder`. */
  readonly builder?: string | undefined;
  /** The flag that names the builder, if it is another one. */
  readonly builderBy?: string;
  /** `compose:builder`. */
  readonly contextBuilder?: string | undefined;
}

type Environment = Machine['environment'];

/** Connects a build to this machine: its buildx, its credentials, ECR or another registry. */
export function buildPorts(
  { project, bindings, registry, builder: flag, builderBy, contextBuilder: context }: BuildPlace,
  environment: Environment,
  signal: AbortSignal,
): BuildPorts {
  const credentials = async (host: string): Promise<DockerCredentials | undefined> =>
    (await dockerCredentials(host, { environment, run: runCommand })) ?? ecrCredentials(host);
  const client: BuildPorts['client'] = (host, auth) =>
    registryClient(host, {
      credentials: auth === undefined ? credentials : () => Promise.resolve(decoded(auth)),
      fetch: stoppedBy(signal),
    });
  const buildx = (): Buildx => ({
    run: runCommand,
    program: buildxProgram(environment),
    environment: outsideOfPlugins(environment),
    signal,
  });
  return {
    client,
    buildx,
    repository: async () => {
      if (registry === undefined) return openEcr(project, bindings, environment);
      const [host = '', ...path] = registry.split('/');
      return { value: registryRepository(host, [...path, project].join('/'), client(host)), diagnostics: [] };
    },
    builder: async (platforms) => {
      const { value: choice, diagnostics } = chooseBuilder({
        flag,
        flagName: builderBy,
        context,
        environment,
      });
      if (choice === undefined) return { value: undefined, diagnostics };
      return choice.kind === 'cloud'
        ? buildCloudBuilder(choice, platforms, {
            buildx: buildx(),
            credentials,
            fetch: stoppedBy(signal),
          })
        : { value: knownBuilder(choice, buildx()), diagnostics: [] };
    },
  };
}

/** Called by the Docker CLI as one of its plugins, we don't call another one as if the CLI did. */
function outsideOfPlugins(environment: Environment): Environment {
  return { ...environment, DOCKER_CLI_PLUGIN_ORIGINAL_CLI_COMMAND: undefined };
}

/** A fetch that an interrupt breaks off. What is asked afterwards, to settle what is done, gets its answer. */
function stoppedBy(signal: AbortSignal): Fetch {
  return (url, init) => {
    const stop = new AbortController();
    const limit = init?.signal;
    // Never taken away: an answer may still be read.
    signal.addEventListener('abort', () => stop.abort(signal.reason));
    limit?.addEventListener('abort', () => stop.abort(limit.reason));
    return httpFetch(url, { ...init, signal: stop.signal });
  };
}

/** The AWS client is loaded only when it is needed: it takes longer to load than everything else here. */
async function openEcr(
  project: string,
  { repository }: Bindings,
  environment: Environment,
): ReturnType<BuildPorts['repository']> {
  const { ecrClient, ecrRepository } = await import('../lib/aws/ecr-repository.js');
  const region = repository?.region ?? defaultRegion(environment);
  return ecrRepository(ecrClient(region), {
    name: repository?.name ?? project,
    account: repository?.account,
    deployedTo: environment['CDK_DEFAULT_ACCOUNT'],
    tags: projectTags(project),
  });
}

/** A private image in ECR needs no docker login: whoever may deploy may mostly pull it, too. */
async function ecrCredentials(host: string): Promise<DockerCredentials | undefined> {
  if (!host.includes('ecr')) return undefined;
  const { ecrAuth, ecrClient, ecrRegion } = await import('../lib/aws/ecr-repository.js');
  const region = ecrRegion(host);
  const auth = region === undefined ? undefined : await ecrAuth(ecrClient(region));
  return auth === undefined ? undefined : decoded(auth);
}

function decoded(auth: string): DockerCredentials {
  const text = Buffer.from(auth, 'base64').toString();
  const colon = text.indexOf(':');
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}
