/**
 * The part of a loaded project that images are made from, in the canonical form that `docker compose config` prints.
 * A `Project` is one.
 */
export interface ImageProject {
  readonly name: string;
  readonly services: Readonly<Record<string, ImageService>>;
  readonly secrets?: Readonly<Record<string, BuildSecretSource>> | undefined;
}

export interface ImageService {
  readonly image?: string | undefined;
  readonly platform?: string | undefined;
  readonly build?: ServiceBuild | undefined;
}

/** A service's `build`. Local paths are absolute, but `dockerfile`, which is relative to the context. */
export interface ServiceBuild {
  /** An absolute folder, or the URL of a Git repository or an archive. */
  readonly context: string;
  readonly dockerfile?: string | undefined;
  readonly dockerfile_inline?: string | undefined;
  readonly target?: string | undefined;
  readonly args?: Readonly<Record<string, string | null>> | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly platforms?: readonly string[] | undefined;
  /** A folder, `service:base`, `docker-image://…` or a URL, by the name that the Dockerfile uses. */
  readonly additional_contexts?: Readonly<Record<string, string>> | undefined;
  readonly secrets?: readonly { readonly source: string; readonly target?: string | undefined }[] | undefined;
  /** `default`, or `id=path`. */
  readonly ssh?: readonly string[] | undefined;
  readonly network?: string | undefined;
  /** `host=address`. */
  readonly extra_hosts?: readonly string[] | undefined;
  /** Bytes as decimal text. */
  readonly shm_size?: string | undefined;
  readonly ulimits?:
    Readonly<Record<string, number | { readonly soft?: number; readonly hard?: number }>> | undefined;
  readonly entitlements?: readonly string[] | undefined;
  readonly privileged?: boolean | undefined;
  readonly provenance?: string | undefined;
  readonly sbom?: string | undefined;
  /** Further references under which other services name the image. */
  readonly tags?: readonly string[] | undefined;
  readonly cache_from?: readonly string[] | undefined;
  readonly cache_to?: readonly string[] | undefined;
  readonly no_cache?: boolean | undefined;
  readonly no_cache_filter?: readonly string[] | undefined;
  readonly pull?: boolean | undefined;
}

/** A top-level secret, as a build reads it. */
export interface BuildSecretSource {
  readonly file?: string | undefined;
  readonly environment?: string | undefined;
  readonly content?: string | undefined;
  readonly external?: boolean | undefined;
}
