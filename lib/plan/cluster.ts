import { stated } from '../keys/extension/extension-key.js';
import { cluster as key } from '../keys/extension/project-keys.js';
import type { ClusterPlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

/** The cluster that tasks run in: `x-aws-cluster`, else a new one. */
export function cluster({ project, decided }: Planning): ClusterPlan {
  const name = stated(project, key);
  return name === undefined
    ? { kind: 'create' }
    : { kind: 'existing', nameOrArn: decided(name, [key.key], `${key.key} ${name}`) };
}
