/**
 * The files of a machine, as loading a project sees them. All paths are absolute and clean. A port: tests hand in a
 * map of texts, the command line Node's file system; nothing here throws.
 */
export interface FileSystem {
  /** The content of a file, following symbolic links. */
  readonly read: (path: string) => FileRead;
  /** What stands at a path, following symbolic links. */
  readonly kind: (path: string) => 'file' | 'directory' | 'missing' | 'unreadable';
  /** The path without symbolic links; undefined when it does not exist. */
  readonly realPath: (path: string) => string | undefined;
}

/**
 * A file's text, or why there is none. `invalid` says that some of its bytes are no UTF-8; U+FFFD stands for them in the
 * text. A Compose file may not have any, an env file may.
 */
export type FileRead =
  | { readonly kind: 'file'; readonly text: string; readonly invalid?: true }
  | { readonly kind: 'missing' }
  | { readonly kind: 'directory' }
  | { readonly kind: 'unreadable'; readonly reason: string };
