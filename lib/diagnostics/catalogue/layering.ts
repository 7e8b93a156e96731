/** Findings about files as layers: reading, interpolating, including, extending and merging them. */
import { row } from '../row.js';

export const layering = {
  'cannot-override': row<{ key: string; found: string; base: string }>({
    severity: 'error',
    summary: 'A later file gives a key another shape than an earlier one, so the two cannot be merged.',
    message: ({ key, found, base }) => `${key} is ${found} here but ${base} in an earlier file`,
    fix: () => 'write it in the same form, or replace the earlier one with !override',
  }),
};
