import { goValue } from '../../syntax/anything.js';
import { keyValues } from '../../syntax/key-values.js';
import { goText } from '../../syntax/grammars/go-format.js';
import { listOf } from '../../syntax/lists.js';
import { mergeMaps } from '../../syntax/merge.js';
import { entryOf, listNode } from '../../syntax/node.js';
import type { MapNode, Node } from '../../syntax/node.js';
import { mapOf, object } from '../../syntax/object.js';
import { text } from '../../syntax/scalars.js';
import { wrongType } from '../../syntax/shape.js';
import type { Syntax } from '../../syntax/syntax.js';
import type { Trail } from '../../syntax/trail.js';
import { composeKey, ignored } from '../key.js';

const texts: Syntax<Readonly<Record<string, string>>> = {
  ...keyValues({ merging: 'general' }),
  accepts: mapOf(text).accepts,
};

const pool = object(
  { subnet: text, ip_range: text, gateway: text, aux_addresses: texts },
  { keepsExtensions: false },
);
const pools = listOf(pool);

/**
 * Pools of one subnet merge; other pools of the later file are added. A pool of the base that the later file does not
 * repeat is lost, and a later file's second pool lands on the base's pool too: Compose does so, and `config` prints it.
 */
function mergePools(base: Node, over: Node, trail: Trail): Node {
  if (base.kind !== 'list' || over.kind !== 'list') {
    wrongType(base.kind === 'list' ? over : base, ['a list'], trail);
    return base;
  }
  const result: Cell[] = [];
  const later = over.list.filter(isMap).map(cell);
  for (const original of base.list.filter(isMap).map(cell)) {
    for (const override of later) {
      const known = (subnet: string): number => result.findIndex((found) => subnetOf(found.pool) === subnet);
      if (subnetOf(override.pool) !== subnetOf(original.pool) && known(subnetOf(override.pool)) < 0) {
        result.push(override);
        continue;
      }
      original.pool = mergeMaps(pool, original.pool, override.pool, trail);
      const place = known(subnetOf(original.pool));
      if (place < 0) result.push(original);
      else result[place] = original;
    }
  }
  return listNode(
    result.map((found) => found.pool),
    over,
  );
}

/** A pool that several places of the result share, as Compose merges into one map that several lists hold. */
interface Cell {
  pool: MapNode;
}

function cell(node: MapNode): Cell {
  return { pool: node };
}

function isMap(node: Node): node is MapNode {
  return node.kind === 'map';
}

function subnetOf(node: MapNode): string {
  const subnet = entryOf(node, 'subnet');
  return subnet === undefined ? '' : goText(goValue(subnet));
}

/** https://docs.docker.com/reference/compose-file/networks/#ipam */
export const ipam = composeKey({
  key: 'ipam',
  syntax: object(
    { driver: text, config: { ...pools, merge: mergePools }, options: texts },
    { keepsEmpty: false },
  ),
  support: ignored('AWS gives tasks their addresses', 'reach services by name'),
});
