/** Files that are laid over an image: what Compose would have mounted from a laptop. */
/**
 * What is known of a bind mount beside its text. All of it follows from what is under version control, so that every
 * machine finds the same.
 */
export interface BindFacts {
  /** As version control has it; what it does not have is told by its name. */
  readonly kind: 'file' | 'folder';
  /** Whether version control holds it, or something in it. Undefined: the project is not under version control. */
  readonly tracked: boolean | undefined;
  /** The instruction of the service's own Dockerfile that puts it there already: `COPY . /code`. */
  readonly instruction: string | undefined;
  /** Whether the image declares a VOLUME there. */
  readonly isVolume: boolean;
}

/** A file, or a folder's files, and where they go. Bytes are never here: they are read when the image is built. */
export interface FileLayer {
  /** As the Compose file calls it: `./nginx.conf`, `config app`. */
  readonly name: string;
  /** Where it stands in the container, absolute. */
  readonly target: string;
  /** Of a folder: what the image itself has there is gone, as under a mount. */
  readonly hides: boolean;
  /** Of a folder below a volume: the task mounts storage of its own there, which ECS fills from the image's VOLUME. */
  readonly isBelowVolume: boolean;
  readonly uid: number;
  readonly gid: number;
  /** By path below the target; a layer that is one file has one entry, with the empty path. */
  readonly files: readonly LayeredFile[];
}

/** A file of a layer. */
export interface LayeredFile {
  readonly path: string;
  readonly mode: number;
  readonly from:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'link'; readonly to: string }
    /** A top-level config that states its content or names a variable. */
    | { readonly kind: 'config'; readonly name: string };
}
