import { chooseBuilder, readyBuilder } from '../lib/images/builder.js';
import { readyBuildCloud } from '../lib/images/build-cloud.js';
import type { BuildPorts } from '../lib/images/build-request.js';
import type { Buildx } from '../lib/images/buildx.js';
import { dockerCredentials, type DockerCredentials } from '../lib/images/docker-credentials.js';
import { runCommand } from '../lib/images/process.js';
import { registryClient } from '../lib/images/registry-client.js';
import { registryRepository } from '../lib/images/registry-repository.js';
import type { Bindings } from '../lib/model/bindings.js';
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
    });
  const run = (program: Buildx['program']): Buildx => ({ run: runCommand, program, environment, signal });
  let found: Promise<Buildx> | undefined;
  const buildx = (): Promise<Buildx> => (found ??= buildxProgram(environment).then(run));
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
      if (choice.kind === 'cloud')
        return readyBuildCloud(choice, platforms, { buildx: await buildx(), credentials });
      const ready = await readyBuilder(choice, run(dockerCli));
      const isMissing = ready.diagnostics.some(({ code }) => code === 'buildx-missing');
      if (isMissing) return readyBuilder(choice, await buildx());
      found = Promise.resolve(run(dockerCli));
      return ready;
    },
  };
}

const dockerCli = ['docker', 'buildx'] as const;

/** The Docker CLI where it has buildx, else the plugin itself, which is a complete program. */
async function buildxProgram(environment: Environment): Promise<Buildx['program']> {
  const docker = await runCommand({ argv: [...dockerCli, 'version'], environment });
  if (docker.kind === 'exited' && docker.code === 0) return dockerCli;
  const plugin = await runCommand({ argv: ['docker-buildx', 'version'], environment });
  return plugin.kind === 'exited' && plugin.code === 0 ? ['docker-buildx'] : dockerCli;
}

/** The AWS client is loaded only when it is needed: it takes longer to load than everything else here. */
async function openEcr(
  project: string,
  { repository }: Bindings,
  environment: Environment,
): ReturnType<BuildPorts['repository']> {
  const { ecrClient, ecrRepository } = await import('../lib/aws/ecr-repository.js');
  const region = repository?.region ?? environment['CDK_DEFAULT_REGION'];
  return ecrRepository(ecrClient(region), {
    name: repository?.name ?? project,
    account: repository?.account,
    deployedTo: environment['CDK_DEFAULT_ACCOUNT'],
    tags: { 'cdk-compose:project': project },
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
