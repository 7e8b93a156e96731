import { diagnose, type Checked, type Diagnostic } from '../diagnostics/diagnostic.js';
import type { DockerCredentials } from './docker-credentials.js';
import { httpFailure } from './http-failure.js';
import { httpFetch, type Fetch, type FetchAnswer } from './http-fetch.js';
import { silenceLimit } from './silence-limit.js';

/** One registry, by the OCI Distribution Specification. Answers of other statuses than the given ones are diagnostics. */
export interface RegistryClient {
  /** GET below `/v2/<repository>/`; undefined without a diagnostic when the registry has no such thing. */
  readonly get: (repository: string, path: string) => Promise<Checked<RegistryAnswer>>;
  /** As `get`, of bytes that are too many to hold; reading them throws when the registry falls silent. */
  readonly stream: (repository: string, path: string) => Promise<Checked<AsyncIterable<Uint8Array>>>;
}

/** The bytes of a manifest or blob, with what its headers say. */
export interface RegistryAnswer {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** How a registry is reached. */
export interface RegistryAccess {
  readonly credentials: (registry: string) => Promise<DockerCredentials | undefined>;
  readonly fetch?: Fetch;
}

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
].join(', ');

/** Milliseconds until a silent registry counts as unreachable. */
const patience = 30_000;

/** Pauses before another attempt, in milliseconds, when a registry stumbles. */
const pauses = [300, 1500];

/** A client of the registry that image references name so; tokens are kept for its life. */
export function registryClient(
  registry: string,
  { credentials, fetch: send = httpFetch }: RegistryAccess,
): RegistryClient {
  const tokens = new Map<string, string>();

  const attempt = async (
    url: string,
    headers: Record<string, string>,
    limit: Limit,
  ): Promise<FetchAnswer> => {
    for (const pause of [...pauses, undefined]) {
      try {
        const response = await send(url, { headers, signal: limit() });
        if (response.status < 500 || pause === undefined) return response;
      } catch (error) {
        if (pause === undefined || !isPassing(error)) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    throw new Error('unreachable');
  };

  const authorization = async (challenge: string, repository: string): Promise<string | undefined> => {
    const known = await credentials(registry);
    if (/^basic\b/i.test(challenge)) return known === undefined ? undefined : basic(known);
    const fields = Object.fromEntries(
      Array.from(challenge.matchAll(/(\w+)="([^"]*)"/g), ([, key, value]) => [key, value]),
    );
    if (!URL.canParse(fields['realm'] ?? '')) return undefined;
    const scope = fields['scope'] ?? `repository:${repository}:pull`;
    const token = await fetchToken(
      send,
      { realm: fields['realm'] ?? '', service: fields['service'], scope },
      known,
    );
    return token === undefined ? undefined : `Bearer ${token}`;
  };

  const ask = async <T>(
    {
      repository,
      path,
      limit,
    }: { readonly repository: string; readonly path: string; readonly limit: Limit },
    read: (response: FetchAnswer) => T | Promise<T>,
  ): Promise<Checked<T>> => {
    const url = `${baseUrl(registry)}/v2/${repository}/${path}`;
    const headers = (): Record<string, string> => {
      const token = tokens.get(repository);
      return {
        accept: path.startsWith('manifests/') ? manifestTypes : '*/*',
        ...(token === undefined ? {} : { authorization: token }),
      };
    };
    try {
      let response = await attempt(url, headers(), limit);
      if (response.status === 401) {
        const token = await authorization(response.headers.get('www-authenticate') ?? '', repository);
        if (token !== undefined) {
          tokens.set(repository, token);
          response = await attempt(url, headers(), limit);
        }
      }
      if (response.status === 404) return { value: undefined, diagnostics: [] };
      if (!response.ok) return { value: undefined, diagnostics: [refusal(response, registry, repository)] };
      return { value: await read(response), diagnostics: [] };
    } catch (error) {
      return {
        value: undefined,
        diagnostics: [diagnose('registry-unreachable', { registry, reason: httpFailure(error, patience) })],
      };
    }
  };
  return {
    get: (repository, path) =>
      ask({ repository, path, limit: () => AbortSignal.timeout(patience) }, async (response) => ({
        mediaType: (response.headers.get('content-type') ?? '').replace(/;.*/, ''),
        bytes: Buffer.from(await response.arrayBuffer()),
      })),
    stream: (repository, path) => {
      const silence = silenceLimit(patience);
      return ask({ repository, path, limit: silence.begin }, ({ body }) => silence.watch(body));
    },
  };
}

/** Makes the signal that ends a request. */
type Limit = () => AbortSignal;

function baseUrl(registry: string): string {
  if (registry === 'docker.io') return 'https://registry-1.docker.io';
  const host = registry.replace(/:\d+$/, '');
  // Docker and BuildKit talk plain HTTP to this machine, and only to it.
  const isLoopback = host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
  return `${isLoopback ? 'http' : 'https'}://${registry}`;
}

// https://distribution.github.io/distribution/spec/auth/token/ and, for identity tokens, …/spec/auth/oauth/
async function fetchToken(
  send: Fetch,
  {
    realm,
    service,
    scope,
  }: { readonly realm: string; readonly service: string | undefined; readonly scope: string },
  known: DockerCredentials | undefined,
): Promise<string | undefined> {
  const fields = new URLSearchParams({ ...(service === undefined ? {} : { service }), scope });
  const signal = AbortSignal.timeout(patience);
  const response =
    known?.identityToken === undefined
      ? await send(`${realm}${realm.includes('?') ? '&' : '?'}${fields}`, {
          headers: known === undefined ? {} : { authorization: basic(known) },
          signal,
        })
      : await send(realm, {
          method: 'POST',
          body: new URLSearchParams([
            ...fields,
            ['grant_type', 'refresh_token'],
            ['client_id', 'cdk-compose'],
            ['refresh_token', known.identityToken],
          ]),
          signal,
        });
  // Not a word on who may pull.
  if (response.status === 429 || response.status >= 500)
    throw new Error(`its token server answers with status ${response.status}`);
  if (!response.ok) return undefined;
  const { token, access_token: access } = (await response.json()) as {
    token?: string;
    access_token?: string;
  };
  return token ?? access;
}

function basic({ user, password }: DockerCredentials): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function refusal({ status }: FetchAnswer, registry: string, repository: string): Diagnostic {
  if (status === 401 || status === 403) return diagnose('registry-denied', { registry, repository });
  if (status === 429) return diagnose('registry-rate-limited', { registry });
  return diagnose('registry-failed', { registry, status });
}

// The name of a host does not come to exist by asking again, and who interrupts wants no other attempt.
function isPassing(error: unknown): boolean {
  return !/ENOTFOUND|ECONNREFUSED|CERT|certificate|operation was aborted/.test(httpFailure(error, patience));
}
