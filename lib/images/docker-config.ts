import { readFileSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** What we read of the Docker CLI's configuration file. */
export interface DockerConfig {
  readonly auths?: Readonly<
    Record<string, { readonly auth?: string; readonly identitytoken?: string } | undefined>
  >;
  readonly credHelpers?: Readonly<Record<string, string | undefined>>;
  readonly credsStore?: string;
  readonly cliPluginsExtraDirs?: readonly string[];
}

/** The folder of the Docker CLI's configuration. */
export function dockerConfigFolder(environment: Environment): string {
  return (
    environment['DOCKER_CONFIG'] ?? join(environment['HOME'] ?? environment['USERPROFILE'] ?? '', '.docker')
  );
}

/** The user's configuration; empty when there is none, or none that can be read. */
export function dockerConfig(environment: Environment): DockerConfig {
  try {
    return parseDockerConfig(readFileSync(join(dockerConfigFolder(environment), 'config.json'), 'utf8'));
  } catch {
    return {};
  }
}

/** A configuration from its text, such as that of `DOCKER_AUTH_CONFIG`. */
export function parseDockerConfig(text: string | undefined): DockerConfig {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
