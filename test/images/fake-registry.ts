import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the fake registry holds, and what it was asked. */
export interface FakeRegistry {
  /** `127.0.0.1:12345` */
  readonly host: string;
  readonly asked: string[];
  /** Stores an image for each platform, an index over several, and gives the digest that the tag has then. */
  readonly push: (
    repository: string,
    tag: string,
    platforms: readonly string[],
    config?: PushedFacts,
  ) => string;
  /** Runs before an answer; an answer of its own ends the request. */
  intercept: (request: IncomingMessage, response: ServerResponse) => boolean;
  readonly close: () => Promise<void>;
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const indexType = 'application/vnd.oci.image.index.v1+json';

/** A layer, the lowest one first. */
export interface Layer {
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Other than its bytes say. */
  readonly size?: number;
}

/** The image's config, and its layers. */
type PushedFacts = { readonly layers?: readonly Layer[]; readonly [key: string]: unknown };

/** A registry of this process, by the reading half of the OCI Distribution Specification. */
export async function fakeRegistry(): Promise<FakeRegistry> {
  const stored = new Map<string, { readonly type: string; readonly bytes: string | Buffer }>();
  const put = (
    repository: string,
    kind: string,
    type: string,
    value: object | Buffer,
  ): { digest: string; size: number } => {
    const bytes = Buffer.isBuffer(value) ? value : JSON.stringify(value);
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    stored.set(`/v2/${repository}/${kind}/${digest}`, { type, bytes });
    return { digest, size: bytes.length };
  };
  const server = createServer((request, response) => {
    registry.asked.push(`${request.method} ${request.url}`);
    if (registry.intercept(request, response)) return;
    const found = stored.get(request.url ?? '');
    response
      .writeHead(found === undefined ? 404 : 200, { 'content-type': found?.type ?? 'text/plain' })
      .end(found?.bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const registry: FakeRegistry = {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: [],
    intercept: () => false,
    push: (repository, tag, platforms, { layers = [], ...config }: PushedFacts = {}) => {
      const stacked = layers.map(({ mediaType, bytes, size = bytes.length }) => ({
        ...put(repository, 'blobs', mediaType, bytes),
        mediaType,
        size,
      }));
      const images = platforms.map((platform) => {
        const [os, architecture, variant] = platform.split('/');
        const blob = put(repository, 'blobs', 'application/octet-stream', {
          os,
          architecture,
          variant,
          config,
        });
        const image = put(repository, 'manifests', manifestType, {
          schemaVersion: 2,
          mediaType: manifestType,
          config: blob,
          layers: stacked,
        });
        return { ...image, platform: { os, architecture, variant } };
      });
      const [only] = images;
      const attestation = {
        digest: `sha256:${'0'.repeat(64)}`,
        platform: { os: 'unknown', architecture: 'unknown' },
      };
      const top =
        images.length === 1 && only !== undefined
          ? only
          : put(repository, 'manifests', indexType, {
              schemaVersion: 2,
              manifests: [...images, attestation],
            });
      const held = stored.get(`/v2/${repository}/manifests/${top.digest}`);
      if (held !== undefined) stored.set(`/v2/${repository}/manifests/${tag}`, held);
      return top.digest;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return registry;
}
