import { dockerConfig, parseDockerConfig, type DockerConfig } from './docker-config.js';
import type { RunCommand } from './process.js';

/** What a registry is told; `identityToken` stands for both of the others. */
export interface DockerCredentials {
  readonly user: string;
  readonly password: string;
  readonly identityToken?: string;
}

/** Looks up credentials as the Docker CLI does. */
export interface CredentialSource {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly run: RunCommand;
}

/** The key under which Docker keeps the credentials of Docker Hub. */
export const dockerHubKey = 'https://index.docker.io/v1/';

/**
 * The credentials that Docker would use for a registry: `DOCKER_AUTH_CONFIG`, then the configuration's helper for this
 * registry, its credential store, its `auths`. Undefined when there are none; the registry may still be public.
 */
export async function dockerCredentials(
  registry: string,
  { environment, run }: CredentialSource,
): Promise<DockerCredentials | undefined> {
  const keys =
    registry === 'docker.io'
      ? [dockerHubKey, 'docker.io', 'index.docker.io']
      : [registry, `https://${registry}`];
  const config = dockerConfig(environment);
  const [first = registry] = keys;
  const helper = keys.flatMap((key) => config.credHelpers?.[key] ?? [])[0] ?? config.credsStore;
  return (
    fromAuths(parseDockerConfig(environment['DOCKER_AUTH_CONFIG']), keys) ??
    (helper === undefined ? undefined : await fromHelper(helper, first, { environment, run })) ??
    fromAuths(config, keys)
  );
}

// Other tools write the file, too, and people do: `"auths": null` is one that holds none.
function fromAuths({ auths }: DockerConfig, keys: readonly string[]): DockerCredentials | undefined {
  for (const key of keys) {
    const { auth, identitytoken } = auths?.[key] ?? {};
    if (typeof identitytoken === 'string' && identitytoken !== '')
      return { user: '', password: '', identityToken: identitytoken };
    const text = typeof auth === 'string' ? Buffer.from(auth, 'base64').toString() : '';
    const colon = text.indexOf(':');
    if (colon > 0) return { user: text.slice(0, colon), password: text.slice(colon + 1) };
  }
  return undefined;
}

// The protocol of Docker's credential helpers: the registry on standard input, JSON on standard output.
async function fromHelper(
  helper: string,
  registry: string,
  { environment, run }: CredentialSource,
): Promise<DockerCredentials | undefined> {
  const finished = await run({ argv: [`docker-credential-${helper}`, 'get'], environment, input: registry });
  if (finished.kind !== 'exited' || finished.code !== 0) return undefined;
  try {
    const { Username: user, Secret: password } = JSON.parse(finished.stdout) as {
      Username?: string;
      Secret?: string;
    };
    if (user === undefined || password === undefined) return undefined;
    return user === '<token>' ? { user: '', password: '', identityToken: password } : { user, password };
  } catch {
    return undefined;
  }
}
