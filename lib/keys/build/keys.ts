/** The keys of `build`: https://docs.docker.com/reference/compose-file/build/ */
import { goValue } from '../../syntax/anything.js';
import { goText } from '../../syntax/grammars/go-format.js';
import { hosts } from '../../syntax/hosts.js';
import { keyValues, variables } from '../../syntax/key-values.js';
import { keyedTexts, listOf, textOrList } from '../../syntax/lists.js';
import { scalarNode } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { mapOf } from '../../syntax/object.js';
import { boolean, byteSize, scalar, text } from '../../syntax/scalars.js';
import type { Syntax } from '../../syntax/syntax.js';
import { ulimit } from '../../syntax/ulimit.js';
import { fileReference } from '../file-reference.js';
import { composeKey, unjudged } from '../key.js';
import { additionalContexts } from './additional-contexts.js';
import { context } from './context.js';
import { ssh } from './ssh.js';

/** Text, or a boolean that becomes one. */
const attestation: Syntax<string> = {
  ...scalar({ types: ['text', 'boolean'], read: (value) => goText(value) }),
  expand: (node: Node) =>
    node.kind === 'scalar' && typeof node.value === 'string' ? node : scalarNode(goText(goValue(node)), node),
};

const texts = listOf(text);
const support = unjudged;

/** In the order of the Compose Build Specification. */
export const buildKeys = [
  context,
  composeKey({ key: 'dockerfile', syntax: text, support }),
  composeKey({ key: 'dockerfile_inline', syntax: text, support }),
  composeKey({ key: 'entitlements', syntax: texts, support }),
  composeKey({ key: 'args', syntax: variables(), support }),
  ssh,
  composeKey({ key: 'labels', syntax: keyValues(), support }),
  composeKey({ key: 'cache_from', syntax: texts, support }),
  composeKey({ key: 'cache_to', syntax: texts, support }),
  composeKey({ key: 'no_cache', syntax: boolean(), support }),
  composeKey({ key: 'no_cache_filter', syntax: textOrList(), support }),
  additionalContexts,
  composeKey({ key: 'network', syntax: text, support }),
  composeKey({ key: 'provenance', syntax: attestation, support }),
  composeKey({ key: 'sbom', syntax: attestation, support }),
  composeKey({ key: 'pull', syntax: boolean(), support }),
  composeKey({ key: 'target', syntax: text, support }),
  composeKey({ key: 'shm_size', syntax: byteSize('integer', 'text'), support }),
  composeKey({ key: 'extra_hosts', syntax: hosts, support }),
  composeKey({ key: 'isolation', syntax: text, support }),
  composeKey({ key: 'privileged', syntax: boolean(), support }),
  composeKey({ key: 'secrets', syntax: listOf(fileReference), support }),
  composeKey({ key: 'tags', syntax: { ...keyedTexts, accepts: texts.accepts }, support }),
  composeKey({ key: 'ulimits', syntax: mapOf(ulimit(), { names: /^[a-z]+$/ }), support }),
  composeKey({ key: 'platforms', syntax: texts, support }),
] as const;
