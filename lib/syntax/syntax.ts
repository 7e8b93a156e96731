/**
 * A key's grammar with all its facets: how layers with it merge, which forms it takes, how a short form becomes long and
 * what it reads as. Combinators supply the facets together; the walks (merge.ts, walks.ts) apply them, in the order of the
 * loader's passes. A facet that is absent means: nothing special here.
 */
import type { ListNode, Node } from './node.js';
import type { Trail } from './trail.js';

/** What a text at this place becomes once its variables are filled in, before any other pass sees it. */
export type Cast = 'boolean' | 'integer' | 'float' | 'float32';

/** Makes a relative path absolute; knows the project directory and the home directory. */
export interface PathResolver {
  readonly absolute: (path: string) => string;
  /** The same for what may also be a path of a Windows machine, which stays. */
  readonly mountable: (path: string) => string;
  /** The same, with the first symbolic link in it followed. */
  readonly real: (path: string) => string;
}

/** One key's grammar; see the head of this file. */
export interface Syntax<T> {
  /** Whether the node has one of the forms that the Compose Specification allows, short or long; tells what is wrong. */
  readonly accepts: (node: Node, trail: Trail) => boolean;
  /** The canonical value, after every other pass. Undefined: nothing to keep, or refused with a finding. */
  readonly read: (node: Node, trail: Trail) => T | undefined;
  /** The syntax of a map's entry. */
  readonly entry?: (key: string) => Syntax<unknown> | undefined;
  /** The syntax of a list's items. */
  readonly item?: Syntax<unknown>;
  readonly cast?: Cast;
  /** Merges two layers as they are written, either form on either side. Absent: maps merge, lists append, scalars replace. */
  readonly merge?: (base: Node, over: Node, trail: Trail) => Node;
  /** The identity of a list's item: of items with one identity the last wins, at the first one's position. */
  readonly unique?: (item: Node, trail: Trail) => string | undefined;
  /** Short form to long form; idempotent, because the accumulated project is expanded again after every layer. */
  readonly expand?: (node: Node, trail: Trail) => Node;
  /** Drops what is written but says nothing, after expanding. */
  readonly prune?: (list: ListNode) => Node;
  /** Fills in the defaults that Compose makes visible. */
  readonly fill?: (node: Node) => Node;
  /** What must hold between the parts of one value once defaults are filled in. */
  readonly check?: (node: Node, trail: Trail) => void;
  /** Makes the host paths in it absolute. */
  readonly resolve?: (node: Node, resolver: PathResolver, trail: Trail) => Node;
  /** Whether the model keeps the key when its value is empty (`init: false`, `command: []`, `deploy: {}`). */
  readonly keepsEmpty?: boolean;
}

/** The type that a syntax reads. */
export type ValueOf<S> = S extends Syntax<infer T> ? T : never;
