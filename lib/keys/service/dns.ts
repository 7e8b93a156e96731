import { textOrList } from '../../syntax/lists.js';
import { isNull, listNode, textOf } from '../../syntax/node.js';
import type { ListNode } from '../../syntax/node.js';
import { serviceKey } from '../key.js';

/** https://docs.docker.com/reference/compose-file/services/#dns */
export const dns = serviceKey({
  key: 'dns',
  syntax: { ...textOrList({ joined: true, keyed: true, expanded: true }), prune: withoutEmpty },
  support: { level: 'ignored', because: 'a task asks the resolver of its VPC', noticeable: true },
});

// An unset variable must not leave an empty name server behind.
function withoutEmpty(list: ListNode): ListNode {
  const filled = list.list.filter((item) => !isNull(item) && textOf(item) !== '');
  return filled.length === list.list.length ? list : listNode(filled, list);
}
