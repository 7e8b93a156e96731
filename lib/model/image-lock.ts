/**
 * The image lock, `compose.images.json`: every image that the plan names, built or pulled, pinned by digest. It knows
 * no account, region or environment, so one lock is promoted through every stage. Equal inputs give equal bytes.
 */
export interface ImageLock {
  readonly version: 1;
  /** By content tag (`c-` and 32 hex digits) for what is built, by reference (`redis:7-alpine`) for what is pulled. */
  readonly images: Readonly<Record<string, LockedImage>>;
}

export interface LockedImage {
  /** `sha256:…` of the manifest or index. */
  readonly digest: string;
  /** `linux/amd64`, sorted. */
  readonly platforms: readonly string[];
  readonly config: ImageFacts;
}

/** What the image's own config says and the plan needs. */
export interface ImageFacts {
  readonly user?: string;
  /** `80/tcp`, sorted. */
  readonly exposedPorts?: readonly string[];
  /** Paths declared by VOLUME, sorted. */
  readonly volumes?: readonly string[];
  /** HEALTHCHECK; durations in seconds. */
  readonly healthcheck?: {
    readonly test: readonly string[];
    readonly interval?: number;
    readonly timeout?: number;
    readonly startPeriod?: number;
    readonly retries?: number;
  };
  readonly stopSignal?: string;
}
