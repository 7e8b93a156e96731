/** Findings of the loader: what `docker compose config` refuses or warns about. */
import { row } from '../row.js';

export const loading = {
  'unknown-key': row<{ key: string; where: string; suggestion?: string }>({
    severity: 'error',
    summary: 'A key that the Compose Specification does not have.',
    message: ({ key, where }) => `unknown key '${key}' in ${where}`,
    fix: ({ suggestion }) =>
      suggestion === undefined ? 'remove it, or prefix it with x-' : `did you mean '${suggestion}'?`,
  }),
};
