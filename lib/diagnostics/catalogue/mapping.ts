/** Findings of the planner: what ECS on Fargate cannot do, does otherwise, or needs to know. */
import { row } from '../row.js';

export const mapping = {
  'task-size-assumed': row<{ service: string }>({
    severity: 'warning',
    summary: 'A service states no CPU or memory, so the default task size is used.',
    message: ({ service }) => `service '${service}' states no CPU or memory: it gets 0.5 vCPU and 1 GB`,
    fix: () => 'state deploy.resources.limits with cpus and memory',
  }),
};
