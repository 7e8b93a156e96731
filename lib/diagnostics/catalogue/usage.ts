/** Findings about how the program was called: the command line, the CDK context, the machine. */
import { row } from '../row.js';

export const usage = {
  'no-compose-file': row<{ directory: string }>({
    severity: 'error',
    summary: 'No Compose file was found.',
    message: ({ directory }) => `no Compose file in ${directory} or any folder above it`,
    fix: () => 'name one with -f, or go to the folder of compose.yaml',
  }),
};
