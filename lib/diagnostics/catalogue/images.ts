/** Findings about images, the image lock and the bindings. */
import { row } from '../row.js';

export const images = {
  'image-not-locked': row<{ service: string; key: string }>({
    severity: 'warning',
    summary: 'An image of the plan is not in the image lock; a deployment would be refused.',
    message: ({ service, key }) => `the image of service '${service}' is not in the image lock (${key})`,
    fix: () => 'run cdk-compose build',
  }),
};
