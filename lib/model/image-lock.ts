import type { BindFacts, FileLayer } from './file-layer.js';

/**
 * The image lock, `compose.images.json`: every image that the plan names, built or pulled, pinned by digest. It knows
 * no account, region or environment, so one lock is promoted through every stage. Equal inputs give equal bytes: what
 * differs from run to run (times, builders, the moment's base images) is reported, never recorded.
 */
export interface ImageLock {
  readonly version: 1;
  /**
   * By content tag (`c-` and 32 hex digits) for what is built, by normalised reference
   * (`docker.io/library/redis:7-alpine`) for what is pulled.
   */
  readonly images: Readonly<Record<string, LockedImage>>;
}

/** One image of the lock. */
export interface LockedImage {
  /** `sha256:…` of the manifest or index. */
  readonly digest: string;
  /** `linux/amd64`, sorted. */
  readonly platforms: readonly string[];
  /** The Compose services that run it, sorted: for people who read the lock, and to tell what a service had before. */
  readonly services: readonly string[];
  /** Built images only: a short hash of each kind of build input, so that it can be told which one changed. */
  readonly inputs?: BuildInputs;
  readonly config: ImageFacts;
}

/** Eight hex digits per kind of build input (`context`, `dockerfile`, `args`, `context base`, …); absent kinds are unset. */
export type BuildInputs = Readonly<Record<string, string>>;

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
  /** By path: what a pulled image has where the project mounts volumes. A path that is absent was never looked at. */
  readonly folders?: Readonly<Record<string, FolderFacts>>;
}

/** What an image has at a path. */
export interface FolderFacts {
  /** `nothing`: no folder is there; `unknown`: its layers are too large to read them for this, or of an unusual kind. */
  readonly holds: 'files' | 'no files' | 'nothing' | 'unknown';
  /** `472:0` and `0755`, of a folder that holds no files. */
  readonly owner?: string;
  readonly mode?: string;
}

/** By service name: the image that each service of a project runs. Services without an image (a provider's) have none. */
export type ResolvedImages = Readonly<Record<string, ResolvedImage>>;

/** A service's image, as far as the Compose file, the build contexts and the image lock tell it: no network is asked. */
export interface ResolvedImage {
  /** `build`: the project builds it, and it lives in the project's own repository. `registry`: pulled from where it comes from. */
  readonly from: 'build' | 'registry';
  /** The key in the image lock: what `cdk-compose build` builds or pins when `locked` is undefined. */
  readonly key: string;
  /** `docker.io/library/redis`; undefined for a built image, whose repository the bindings name. */
  readonly repository: string | undefined;
  /** The content tag of a built image, the tag of a pulled one (`latest` when the Compose file names none). */
  readonly tag: string;
  /** `sha256:…`: from the lock, or from the Compose file when it pins the image itself. */
  readonly digest: string | undefined;
  /** The lock's entry; undefined when the lock lacks the image, and then its platforms and facts are unknown. */
  readonly locked: LockedImage | undefined;
  /** Built images only: the short hashes of the build inputs as they are now. */
  readonly inputs?: BuildInputs;
  /** Of an image that is another with files laid over it. */
  readonly derived?: DerivedImage;
  /** What is known of the service's bind mounts, by their index in its `volumes`. */
  readonly binds?: Readonly<Record<number, BindFacts>>;
}

/** An image with files laid over it, built where its base is known. */
export interface DerivedImage {
  readonly base: ResolvedImage;
  /** `linux/amd64`, sorted. */
  readonly platforms: readonly string[];
  /** In the order in which they are laid over the image: what contains another comes first. */
  readonly layers: readonly FileLayer[];
}
