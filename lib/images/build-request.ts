import type { ImageRepository } from '../aws/image-repository.js';
import type { Checked, Diagnostic } from '../diagnostics/diagnostic.js';
import type { ImageLock, ResolvedImages } from '../model/image-lock.js';
import type { BakeProgress } from './bake-progress.js';
import type { Builder } from './builder.js';
import type { BaseImage, Buildx } from './buildx.js';
import type { ImageDescription } from './image-description.js';
import type { RegistryClient } from './registry-client.js';
import type { ImageSource } from './resolve-images.js';

/** What to build. */
export interface BuildRequest {
  readonly loaded: ImageSource;
  readonly images: ResolvedImages;
  readonly lock: ImageLock;
  /** The environment that the project was loaded with: build secrets may come from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Pin pulled images anew, and look for newer base images. */
  readonly pull?: boolean;
  /** Keep images that services ran before: another environment may still name them. */
  readonly keepSuperseded?: boolean;
}

/** What a build reaches out to. */
export interface BuildPorts {
  /** Opened only when the project builds something. */
  readonly repository: () => Promise<Checked<ImageRepository>>;
  /** The client of a registry; `auth` are credentials that the repository gave out. */
  readonly client: (registry: string, auth?: string) => RegistryClient;
  /** Asked for only when something has to be built or copied. */
  readonly buildx: () => Buildx;
  /** The builder that was chosen, or why there is none; asked for only when something has to be built. */
  readonly builder: (platforms: readonly string[]) => Promise<Checked<Builder>>;
  readonly onProgress?: (progress: BakeProgress) => void;
}

/** What became of one image. */
export interface ImageOutcome {
  readonly key: string;
  readonly services: readonly string[];
  /** It is another image with files laid over it. */
  readonly derived?: true;
  /** `mirrored`: copied to the project's repository, under the digest of its origin; `reused`: the repository had it; `pinned`: its registry was asked; `kept`: the lock had it. */
  readonly outcome: 'built' | 'reused' | 'pinned' | 'mirrored' | 'kept' | 'failed';
  readonly seconds?: number;
  readonly steps?: number;
  readonly cachedSteps?: number;
  readonly bases?: readonly BaseImage[];
  /** Its inputs changed, but it is what its services ran before: nothing is deployed anew for it. */
  readonly unchanged?: true;
}

/** What one of the two ways to an image gives: descriptions by key, and what was done. */
export interface Described {
  readonly described: ReadonlyMap<string, ImageDescription>;
  readonly outcomes: readonly ImageOutcome[];
  readonly diagnostics: readonly Diagnostic[];
  /** The builder, in words, when one was used. */
  readonly builder?: string;
}
