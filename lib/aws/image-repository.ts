import type { Checked } from '../diagnostics/diagnostic.js';

/** A repository that images are pushed to: the port to ECR, or to any other registry. */
export interface ImageRepository {
  /** The registry's host, as image references name it. */
  readonly registry: string;
  /** The repository's name in it. */
  readonly name: string;
  /** The digests of the tags that it has. A repository that does not exist yet has none. */
  readonly find: (tags: readonly string[]) => Promise<Checked<ReadonlyMap<string, string>>>;
  /** Makes the repository where a push would not; tells whether it had to. */
  readonly prepare: () => Promise<Checked<boolean>>;
  /**
   * What a push is allowed by, in Docker's form (user and password in base64), when the repository gives it out itself;
   * otherwise undefined, and Docker's own configuration counts. The latest one: it is another after `renew`.
   */
  readonly auth: string | undefined;
  /** Another one, for when `auth` counts no longer; absent where Docker's own configuration counts. */
  readonly renew?: () => Promise<Checked<string>>;
}
