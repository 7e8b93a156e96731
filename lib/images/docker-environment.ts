/** What a registry takes for a password: the `auth` field of Docker's configuration, user and password in base64. */
export interface RegistryCredentials {
  /** The host as image references name it. */
  readonly registry: string;
  readonly auth: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment of a buildx child. Credentials travel in `DOCKER_AUTH_CONFIG`: nothing is written to disk or shown in
 * a process list, and the user's own configuration still serves all other registries.
 */
export function buildxEnvironment(
  environment: Environment,
  credentials: readonly RegistryCredentials[],
  secrets: Readonly<Record<string, string>>,
): Environment {
  return {
    ...environment,
    ...secrets,
    // Attestations hold times: with them, an image that did not change gets a new digest with each build.
    BUILDX_NO_DEFAULT_ATTESTATIONS: '1',
    BUILDX_NO_DEFAULT_LOAD: '1',
    BUILDX_METADATA_PROVENANCE: 'min',
    // The bake file is ours: it names no path but what the Compose file names.
    BUILDX_BAKE_ENTITLEMENTS_FS: '0',
    ...(credentials.length === 0
      ? {}
      : { DOCKER_AUTH_CONFIG: withCredentials(environment['DOCKER_AUTH_CONFIG'], credentials) }),
  };
}

/** Some CI systems set `DOCKER_AUTH_CONFIG` themselves: theirs stay, ours are added. */
function withCredentials(existing: string | undefined, credentials: readonly RegistryCredentials[]): string {
  const config = parse(existing);
  const auths = typeof config['auths'] === 'object' && config['auths'] !== null ? config['auths'] : {};
  const added = Object.fromEntries(credentials.map(({ registry, auth }) => [registry, { auth }]));
  return JSON.stringify({ ...config, auths: { ...auths, ...added } });
}

function parse(text: string | undefined): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}
