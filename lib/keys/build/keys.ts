/** The keys of `build`: https://docs.docker.com/reference/compose-file/build/ */
import { goValue } from '../../syntax/anything.js';
import { goText } from '../../syntax/grammars/go-format.js';
import { hosts } from '../../syntax/hosts.js';
import { keyValues, variables } from '../../syntax/key-values.js';
import { keyedTexts, listOf, textOrList } from '../../syntax/lists.js';
import { scalarNode } from '../../syntax/node.js';
import type { Node } from '../../syntax/node.js';
import { mapOf } from '../../syntax/object.js';
import { scalar } from '../../syntax/scalar-form.js';
import { boolean, byteSize, text } from '../../syntax/scalars.js';
import type { Syntax } from '../../syntax/syntax.js';
import { ulimit } from '../../syntax/ulimit.js';
import { fileReference } from '../file-reference.js';
import { composeKey, full, ignored } from '../key.js';
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

/** In the order of the Compose Build Specification. */
export const buildKeys = [
  context,
  composeKey({ key: 'dockerfile', syntax: text, support: full('passed to the build') }),
  composeKey({ key: 'dockerfile_inline', syntax: text, support: full('passed to the build') }),
  composeKey({ key: 'entitlements', syntax: texts, support: full('passed to the build') }),
  composeKey({
    key: 'args',
    syntax: variables(),
    support: full('passed to the build, and part of the content tag'),
  }),
  ssh,
  composeKey({ key: 'labels', syntax: keyValues(), support: full('labels of the image') }),
  composeKey({ key: 'cache_from', syntax: texts, support: full('passed to the build') }),
  composeKey({ key: 'cache_to', syntax: texts, support: full('passed to the build') }),
  composeKey({ key: 'no_cache', syntax: boolean(), support: full('passed to the build') }),
  composeKey({ key: 'no_cache_filter', syntax: textOrList(), support: full('passed to the build') }),
  additionalContexts,
  composeKey({ key: 'network', syntax: text, support: full('passed to the build') }),
  composeKey({ key: 'provenance', syntax: attestation, support: full('passed to the build') }),
  composeKey({ key: 'sbom', syntax: attestation, support: full('passed to the build') }),
  composeKey({ key: 'pull', syntax: boolean(), support: full('passed to the build') }),
  composeKey({ key: 'target', syntax: text, support: full('passed to the build') }),
  composeKey({
    key: 'shm_size',
    syntax: byteSize({ types: ['integer', 'text'] }),
    support: full('passed to the build'),
  }),
  composeKey({ key: 'extra_hosts', syntax: hosts, support: full('passed to the build') }),
  composeKey({ key: 'isolation', syntax: text, support: ignored('is for Windows containers') }),
  composeKey({
    key: 'privileged',
    syntax: boolean(),
    support: full('the entitlement security.insecure of the build'),
  }),
  composeKey({
    key: 'secrets',
    syntax: listOf(fileReference),
    support: full('passed to the build, never into the image'),
  }),
  composeKey({
    key: 'tags',
    syntax: { ...keyedTexts, accepts: texts.accepts },
    support: full('names by which other services use the image'),
  }),
  composeKey({
    key: 'ulimits',
    syntax: mapOf(ulimit(), { names: /^[a-z]+$/, open: true }),
    support: full('passed to the build'),
  }),
  composeKey({
    key: 'platforms',
    syntax: texts,
    support: full("the platform of the service's task is built"),
  }),
] as const;
