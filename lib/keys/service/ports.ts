import { goValue } from '../../syntax/anything.js';
import { readShapes } from '../../syntax/by-shape.js';
import { goText } from '../../syntax/grammars/go-format.js';
import { isIpAddress, parsePort } from '../../syntax/grammars/port.js';
import { listOf } from '../../syntax/lists.js';
import { nodeOf } from '../../syntax/make.js';
import { entryOf, listNode, implied, textOf, withEntry } from '../../syntax/node.js';
import type { MapNode, Node, ScalarNode } from '../../syntax/node.js';
import { object } from '../../syntax/object.js';
import { readWith, scalar } from '../../syntax/scalar-form.js';
import { text, textOrInteger, unsigned } from '../../syntax/scalars.js';
import { missingKey, wrongType } from '../../syntax/shape.js';
import type { Syntax } from '../../syntax/syntax.js';
import { within } from '../../syntax/trail.js';
import type { Trail } from '../../syntax/trail.js';
import { serviceKey } from '../key.js';

const long = object(
  {
    name: text,
    mode: text,
    host_ip: text,
    target: unsigned({ bits: 32, cast: 'integer' }),
    published: textOrInteger,
    protocol: text,
    app_protocol: text,
  },
  { always: ['mode', 'target', 'protocol'] },
);

const short = scalar<never>({ types: ['number', 'text'], read: () => undefined });

const port = {
  ...readShapes({ scalar: short, map: long }),
  read: long.read,
  unique: identityOfPort,
  fill: (node: Node) => (node.kind === 'map' ? withDefaults(node) : node),
  check: checkHostIp,
};

const entries = listOf(port, { distinct: true });

// A number and a text that publish the same port are not the same to Compose.
function identityOfPort(item: Node, trail: Trail): string | undefined {
  if (item.kind === 'scalar')
    return typeof item.value === 'bigint' ? String(item.value) : (textOf(item) ?? '');
  if (item.kind === 'list') return '';
  const part = (key: string): string => typed(entryOf(item, key));
  if (item.map.has('target')) {
    const host = item.map.has('host_ip') ? part('host_ip') : 'string:0.0.0.0';
    const protocol = item.map.has('protocol') ? part('protocol') : 'string:tcp';
    return [host, part('published'), part('target'), protocol].join(' ');
  }
  missingKey(item, 'target', trail);
  return undefined;
}

function typed(node: Node | undefined): string {
  return node?.kind === 'scalar' ? `${typeof node.value}:${goText(goValue(node))}` : '';
}

function expandPorts(node: Node, trail: Trail): Node {
  if (node.kind !== 'list') {
    wrongType(node, ['a list'], trail);
    return node;
  }
  const items: Node[] = [];
  let understood = true;
  for (const item of node.list) {
    const mappings = item.kind === 'scalar' ? shortPorts(item, trail) : [item];
    if (mappings === undefined) understood = false;
    else items.push(...mappings);
  }
  return understood ? listNode(items, node) : node;
}

function shortPorts(item: ScalarNode, trail: Trail): readonly Node[] | undefined {
  if (typeof item.value !== 'string' && typeof item.value !== 'bigint') {
    wrongType(item, ['text', 'an integer', 'a mapping'], trail);
    return undefined;
  }
  return readWith(parsePort(String(item.value)), 'port', item, trail)?.map((mapping) =>
    nodeOf(mapping, item),
  );
}

function withDefaults(node: MapNode): MapNode {
  const transported = node.map.has('protocol') ? node : withEntry(node, 'protocol', implied('tcp', node));
  return node.map.has('mode') ? transported : withEntry(transported, 'mode', implied('ingress', node));
}

function checkHostIp(node: Node, trail: Trail): void {
  const address = entryOf(node, 'host_ip');
  const found = textOf(address);
  if (address === undefined || found === undefined || isIpAddress(found)) return;
  readWith(
    { ok: false, problem: `'${found}' is no IPv4 or IPv6 address` },
    'IP address',
    address,
    within(trail, 'host_ip'),
  );
}

/** https://docs.docker.com/reference/compose-file/services/#ports */
export const ports = serviceKey({
  key: 'ports',
  syntax: { ...entries, expand: expandPorts } satisfies Syntax<unknown>,
  support: {
    level: 'full',
    because: 'HTTP ports on an application load balancer, others on a network load balancer',
    parts: {
      '*.mode': {
        level: 'ignored',
        because: 'a load balancer publishes the port of every task',
        when: (value) => value === 'host',
      },
      '*.host_ip': {
        level: 'ignored',
        because: 'a load balancer has addresses of its own',
        when: (value) => !/^(?:0\.0\.0\.0|::|127\..*|::1)$/.test(String(value)),
      },
      '*.name': { level: 'ignored', because: 'the name documents the port' },
    },
  },
});
