/**
 * A bake file in JSON, with buildx's own names (Docker's "Bake file reference"). It is ours, not the user's: paths are
 * absolute, platforms are stated, and `${` is escaped, since bake expands variables in JSON too.
 */
export interface BakeFile {
  readonly group: { readonly default: { readonly targets: readonly string[] } };
  /** By target name: letters, digits, `_` and `-`. */
  readonly target: Readonly<Record<string, BakeTarget>>;
}

/** One image to build, or one that others are built on. */
export interface BakeTarget {
  readonly context: string;
  readonly contexts?: Readonly<Record<string, string>>;
  readonly dockerfile?: string;
  readonly 'dockerfile-inline'?: string;
  readonly target?: string;
  readonly args?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
  /** Absent for a target that is only built on. */
  readonly tags?: readonly string[];
  readonly platforms: readonly string[];
  readonly output: readonly string[];
  /** `id=npm,type=file,src=/…` or `id=npm,type=env,env=NPM_TOKEN`. */
  readonly secret?: readonly string[];
  /** `default`, or `id=path`. */
  readonly ssh?: readonly string[];
  readonly network?: string;
  /** Bytes as decimal text. */
  readonly 'shm-size'?: string;
  /** `nofile=1024:2048` */
  readonly ulimits?: readonly string[];
  readonly 'extra-hosts'?: Readonly<Record<string, string>>;
  readonly entitlements?: readonly string[];
  /** `type=provenance,mode=max`; the default of buildx is turned off, since it gives each build a new digest. */
  readonly attest: readonly string[];
  readonly 'cache-from'?: readonly string[];
  readonly 'cache-to'?: readonly string[];
  readonly 'no-cache'?: boolean;
  readonly 'no-cache-filter'?: readonly string[];
  readonly pull?: boolean;
}
