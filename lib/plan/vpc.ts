import type { LogsPlan, VpcPlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

const EGRESS_BECAUSE = {
  'nat-gateway': 'tasks pull images and reach the internet',
  'nat-gateway-per-zone': 'tasks reach the internet, also when a zone fails',
  public: 'tasks have public addresses',
} as const;

/** The network that everything runs in. Bare service names resolve by the search list that a created VPC hands out. */
export function vpc({ options, decided }: Planning, searchDomain: string): VpcPlan {
  if (options.vpc === 'given') return { kind: 'given' };
  const egress = options.egress ?? 'nat-gateway';
  return {
    kind: 'create',
    zones: options.zones ?? 2,
    egress: decided(egress, ['services'], EGRESS_BECAUSE[egress]),
    searchDomain,
  };
}

/** Days that CloudWatch Logs keeps what containers print. */
export function logs({ project, decided }: Planning): LogsPlan {
  const stated = project['x-aws-logs_retention'];
  return {
    retention:
      typeof stated === 'number'
        ? decided(stated, ['x-aws-logs_retention'], `x-aws-logs_retention ${stated}`)
        : decided(30, ['services'], 'no x-aws-logs_retention is stated'),
  };
}
