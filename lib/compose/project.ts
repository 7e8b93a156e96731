/**
 * The loaded project: plain data in the canonical form that `docker compose config` prints, with types that follow from
 * the registry of keys. Durations are Go durations (`1m30s`), sizes decimal text, `published` is text, `target` a number;
 * values that say nothing are left out. Texts hold single `$` signs: doubling them is the printers' business.
 */
import type { Sources } from '../diagnostics/diagnostic.js';
import type { projectSyntax, serviceSyntax } from '../keys/index.js';
import type { Extensions } from '../syntax/object.js';
import type { Node } from '../syntax/node.js';
import type { ValueOf } from '../syntax/syntax.js';
import type { EnvironmentFile } from './environment-files.js';
import type { SpanIndex } from './span-index.js';

/** A service: every key of the specification in its canonical form, and extension keys as plain data. */
export type Service = ValueOf<typeof serviceSyntax>;

type Model = ValueOf<typeof projectSyntax>;
type Resources<K extends keyof Model> = NonNullable<Model[K]>;
type Named<T> = T & { readonly name: string };

/** A network, under the name that the platform gives it. */
export type Network = Named<Resources<'networks'>[string]>;
/** A named volume. */
export type Volume = Named<Resources<'volumes'>[string]>;
/** A secret: where its content comes from, never the content itself. */
export type Secret = Named<Resources<'secrets'>[string]>;
/** A config: a file, a text, or the name of a variable. */
export type Config = Named<Resources<'configs'>[string]>;
/** A model that services use. */
export type AiModel = Resources<'models'>[string];

/** The whole application: its enabled services, and the resources that they use. */
export interface Project extends Extensions {
  readonly name: string;
  /** The enabled services by name. */
  readonly services: Readonly<Record<string, Service>>;
  readonly networks?: Readonly<Record<string, Network>>;
  readonly volumes?: Readonly<Record<string, Volume>>;
  readonly secrets?: Readonly<Record<string, Secret>>;
  readonly configs?: Readonly<Record<string, Config>>;
  readonly models?: Readonly<Record<string, AiModel>>;
}

/** The project with all that is known about where it comes from. */
export interface LoadedProject {
  readonly project: Project;
  readonly spans: SpanIndex;
  /** The text of every file that was read, by the name that spans use. */
  readonly sources: Sources;
  /** The project directory, absolute: what relative paths were resolved against. */
  readonly directory: string;
  /** Whether the command line, `COMPOSE_PROJECT_NAME` or the caller gave the name; else the files or the folder did. */
  readonly isNameGiven: boolean;
  /** What variables were looked up in, COMPOSE_PROJECT_NAME among them. */
  readonly environment: ReadonlyMap<string, string>;
  /** Every profile that a service names, enabled or not; sorted. */
  readonly profiles: readonly string[];
  /** Every layer that was read, as it is written but with its variables filled in. */
  readonly layers: readonly Node[];
  /** The files of `env_file` and `label_file` that were read, for each service that names them. */
  readonly environmentFiles: readonly EnvironmentFile[];
  /** What they make together: the project as nodes, with every service whatever its profiles. */
  readonly tree: Node;
}
