import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { Node } from '../syntax/node.js';
import type { Environment } from './env-files.js';
import type { EnvironmentFile } from './environment-files.js';
import type { FileSystem } from './file-system.js';
import type { Layer } from './read-document.js';

/** What may be left out while loading, as the options of `docker compose config` have it. */
export interface LoadSwitches {
  /** `false` (`--no-interpolate`): variables stay as they are written. */
  readonly interpolate?: boolean;
  /** `false` (`--no-normalize`): names, default networks and implied dependencies are not filled in. */
  readonly normalize?: boolean;
  /** `false` (`--no-path-resolution`): paths stay relative. */
  readonly resolvePaths?: boolean;
  /** `false` (`--variables`): keys and types are not checked, as variables may still stand for them. */
  readonly validate?: boolean;
  /** `false` (`--no-env-resolution`): `env_file` stays, and variables without a value stay without one. */
  readonly resolveEnvironment?: boolean;
  /** `false` (`--no-consistency`): what services refer to is not checked. */
  readonly consistency?: boolean;
  /** `true`: resources that no enabled service uses stay in the project. */
  readonly allResources?: boolean;
  /** The services to load, with what they depend on; none: all. Shell patterns match names. */
  readonly services?: readonly string[];
  /** `false` (`--hash`): without what these services depend on. */
  readonly dependencies?: boolean;
}

/** The state of one load: what it reads from, and what it gathers on the way. */
export interface Loading {
  readonly files: FileSystem;
  readonly switches: LoadSwitches;
  readonly directory: string;
  /** What relative paths are resolved against that nothing resolves earlier: those of nested includes. */
  readonly current: string;
  /** What `~` stands for. */
  readonly home: string | undefined;
  readonly findings: Diagnostic[];
  /** The paths of parts with errors, and those of everything around such a part, as JSON. */
  readonly spoilt: { readonly parts: Set<string>; readonly around: Set<string> };
  readonly sources: Map<string, string>;
  /** Every layer as it is written, with its variables filled in. */
  readonly layers: Node[];
  /** The files of `env_file` and `label_file` that were read. */
  readonly environmentFiles: EnvironmentFile[];
  /** How many `include` entries were followed. */
  readonly count: { included: number };
  /** Files that were parsed already, by absolute path. */
  readonly parsed: Map<string, readonly Layer[] | undefined>;
}

/** Where a group of files stands: the project's own files, or those of one `include` entry. */
export interface Scope {
  /** The folder in which files that `extends` and `include` name are looked up. */
  readonly folder: string;
  /** What relative paths are resolved against; itself relative inside of an `include`. */
  readonly base: string;
  readonly environment: Environment;
  /** The files that are being included, from the outside in. */
  readonly included: readonly string[];
}
