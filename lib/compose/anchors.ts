import type { Node as YamlNode } from 'yaml';
import type { ComposePath } from '../diagnostics/diagnostic.js';
import type { Node } from '../syntax/node.js';

/** What aliases of a file may stand for: Compose lets them name anchors of the file's earlier documents too. */
export interface Anchors {
  /** The anchored nodes so far: a name may be used again, and an alias means the last one before it. */
  readonly anchors: Map<string, YamlNode>;
  /** What anchored values became; their aliases share it. */
  readonly known: Map<YamlNode, Resolved>;
}

/** A value's node, the marks in it by relative path, and how many nodes it stands for. */
export interface Resolved {
  readonly node: Node | undefined;
  readonly marks: readonly ComposePath[];
  readonly size: number;
}
