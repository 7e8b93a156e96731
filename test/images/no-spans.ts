import type { SpanIndex } from '../../lib/compose/span-index.js';

/** The places of a project that no file holds. */
export const noSpans: SpanIndex = {
  exact: () => undefined,
  nearest: () => undefined,
  value: () => undefined,
  variables: () => [],
};
