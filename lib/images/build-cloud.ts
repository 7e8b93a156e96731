import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import { checkVersion, inspect, type Builder, type BuilderCheck, type BuilderChoice } from './builder.js';
import type { Buildx } from './buildx.js';
import type { DockerCredentials } from './docker-credentials.js';
import { httpFailure } from './http-failure.js';
import { httpFetch, type Fetch } from './http-fetch.js';

/** What the checks before a build on Docker Build Cloud reach out to. */
export interface BuildCloudPorts {
  readonly buildx: Buildx;
  readonly credentials: (registry: string) => Promise<DockerCredentials | undefined>;
  readonly fetch?: Fetch;
}

/** Answers 401 to anyone when it is well. */
const probe = 'https://build-cloud.docker.com/v2/';

/** Milliseconds that the probe may take. */
const patience = 10_000;

/**
 * A Docker Build Cloud builder, registered with buildx when it wasn't yet. Every way in which it can't be used has its
 * own finding; what takes the network to know is asked while it builds already.
 */
export async function buildCloudBuilder(
  { organization, builder, by }: Extract<BuilderChoice, { kind: 'cloud' }>,
  platforms: readonly string[],
  { buildx, credentials, fetch: send = httpFetch }: BuildCloudPorts,
): Promise<Checked<Builder>> {
  const failed = (problem: Diagnostic): Checked<Builder> => ({ value: undefined, diagnostics: [problem] });
  const address = `${organization}/${builder}`;
  const name = `cloud-${address.replace('/', '-').toLowerCase()}`;
  // 0.37.0 has the driver, but may leave a tag on one platform when the other's node fails.
  const needed = platforms.length > 1 ? ([0, 37, 1] as const) : ([0, 37, 0] as const);
  const [old, { problem }] = await Promise.all([
    checkVersion(buildx, needed, 'Docker Build Cloud'),
    inspect(buildx, name),
  ]);
  if (old !== undefined) return failed(old);
  const refusal = async (): Promise<Diagnostic | undefined> =>
    (await credentials('docker.io')) === undefined
      ? diagnose('build-cloud-credentials-missing', { builder: address })
      : unreachable(send);
  if (problem !== undefined) {
    const obstacle =
      (await refusal()) ?? (problem.code === 'builder-missing' ? await register(address, buildx) : problem);
    if (obstacle !== undefined) return failed(obstacle);
  }
  const words = `Docker Build Cloud ${address} (${by})`;
  const check = async (): Promise<BuilderCheck> => ({ words, refusal: await refusal(), trouble: undefined });
  return { value: { kind: 'cloud', name, check }, diagnostics: [] };
}

async function register(
  address: string,
  { run, program, environment, signal }: Buildx,
): Promise<Diagnostic | undefined> {
  const created = await run({
    argv: [...program, 'create', '--driver', 'cloud', address],
    environment,
    signal,
  });
  if (created.kind === 'interrupted') return diagnose('build-interrupted', {});
  if (created.kind === 'missing') return diagnose('buildx-missing', { program: program.join(' ') });
  if (created.code === 0) return undefined;
  const reason = created.stderr.trim().replace(/^ERROR:\s*/, '');
  return diagnose('build-cloud-builder-refused', { builder: address, reason });
}

async function unreachable(send: Fetch): Promise<Diagnostic | undefined> {
  try {
    const { status, ok, arrayBuffer } = await send(probe, { signal: AbortSignal.timeout(patience) });
    if (ok) await arrayBuffer();
    return status === 401 || status < 400
      ? undefined
      : diagnose('build-cloud-unreachable', { reason: `status ${status}` });
  } catch (error) {
    return diagnose('build-cloud-unreachable', { reason: httpFailure(error, patience) });
  }
}
