import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import { checkVersion, inspect, type Builder, type BuilderChoice } from './builder.js';
import type { Buildx } from './buildx.js';
import type { DockerCredentials } from './docker-credentials.js';

/** What the checks before a build on Docker Build Cloud reach out to. */
export interface BuildCloudPorts {
  readonly buildx: Buildx;
  readonly credentials: (registry: string) => Promise<DockerCredentials | undefined>;
  readonly fetch?: typeof fetch;
}

/** Answers 401 to anyone when it is well. */
const probe = 'https://build-cloud.docker.com/v2/';

/** Milliseconds that the probe may take. */
const patience = 10_000;

/**
 * Checks, cheapest first, that a Docker Build Cloud builder can be used, and registers it with buildx when it isn't yet.
 * Every way in which this fails has its own finding; another builder never stands in.
 */
export async function readyBuildCloud(
  { organization, builder, by }: Extract<BuilderChoice, { kind: 'cloud' }>,
  platforms: readonly string[],
  { buildx, credentials, fetch: send = fetch }: BuildCloudPorts,
): Promise<Checked<Builder>> {
  const failed = (problem: Diagnostic): Checked<Builder> => ({ value: undefined, diagnostics: [problem] });
  const address = `${organization}/${builder}`;
  // 0.37.0 has the driver, but may leave a tag on one platform when the other's node fails.
  const needed = platforms.length > 1 ? ([0, 37, 1] as const) : ([0, 37, 0] as const);
  const old = await checkVersion(buildx, needed, 'Docker Build Cloud');
  if (old !== undefined) return failed(old);
  if ((await credentials('docker.io')) === undefined)
    return failed(diagnose('build-cloud-credentials-missing', { builder: address }));
  const silence = await unreachable(send);
  if (silence !== undefined) return failed(silence);

  const name = `cloud-${address.replace('/', '-').toLowerCase()}`;
  const { problem } = await inspect(buildx, name);
  if (problem?.code === 'builder-missing') {
    const { run, program, environment, signal } = buildx;
    const created = await run({
      argv: [...program, 'create', '--driver', 'cloud', address],
      environment,
      signal,
    });
    if (created.kind === 'interrupted') return failed(diagnose('build-interrupted', {}));
    if (created.kind === 'missing') return failed(diagnose('buildx-missing', { program: program.join(' ') }));
    if (created.code !== 0) {
      const reason = created.stderr.trim().replace(/^ERROR:\s*/, '');
      return failed(diagnose('build-cloud-builder-refused', { builder: address, reason }));
    }
  } else if (problem !== undefined) return failed(problem);
  return { value: { kind: 'cloud', name, words: `Docker Build Cloud ${address} (${by})` }, diagnostics: [] };
}

async function unreachable(send: typeof fetch): Promise<Diagnostic | undefined> {
  try {
    const { status } = await send(probe, { signal: AbortSignal.timeout(patience) });
    return status === 401 || status < 400
      ? undefined
      : diagnose('build-cloud-unreachable', { reason: `status ${status}` });
  } catch (error) {
    const { message, cause } = error instanceof Error ? error : new Error(String(error));
    return diagnose('build-cloud-unreachable', { reason: cause instanceof Error ? cause.message : message });
  }
}
