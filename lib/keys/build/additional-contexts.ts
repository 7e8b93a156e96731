import { expandPairs } from '../../syntax/expand-pairs.js';
import { resolvedContext } from '../../syntax/host-path.js';
import { keyValues } from '../../syntax/key-values.js';
import type { Syntax } from '../../syntax/syntax.js';
import { composeKey, full } from '../key.js';

const pairs = keyValues();

/** https://docs.docker.com/reference/compose-file/build/#additional_contexts */
export const additionalContexts = composeKey({
  key: 'additional_contexts',
  syntax: {
    ...pairs,
    entry: () => resolvedContext,
    expand: expandPairs('build context', (name, context) =>
      context === undefined ? `'${name}' is no name=context` : undefined,
    ),
  } satisfies Syntax<Readonly<Record<string, string>>>,
  support: full('passed to the build'),
});
