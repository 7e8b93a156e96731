import type { Decided, EndpointService, LogsPlan, ServicePlan, VpcPlan } from '../model/deployment-plan.js';
import type { Planning } from './planning.js';

const EGRESS_BECAUSE = {
  'nat-gateway': 'tasks pull images and reach the internet',
  'nat-gateway-per-zone': 'tasks reach the internet, also when a zone fails',
  public: 'tasks have public addresses',
} as const;

/** In the order of their use: the image's manifest, its layers, where the layers are, the output. */
const ENDPOINTS: readonly EndpointService[] = ['ecr.api', 'ecr.dkr', 's3', 'logs'];

/** The network that everything runs in. Bare service names resolve by the search list that a created VPC hands out. */
export function vpc(planning: Planning, services: readonly ServicePlan[], searchDomain: string): VpcPlan {
  const { options, decided } = planning;
  if (options.vpc === 'given') return { kind: 'given' };
  const egress = options.egress ?? 'nat-gateway';
  return {
    kind: 'create',
    zones: options.zones ?? 2,
    egress: decided(egress, ['services'], EGRESS_BECAUSE[egress]),
    endpoints: endpoints(planning, services),
    searchDomain,
  };
}

function endpoints(
  planning: Planning,
  services: readonly ServicePlan[],
): readonly Decided<EndpointService>[] {
  const closed = services.find(({ internet }) => !internet.value);
  if (closed === undefined) return [];
  const { path, because } = closed.internet.cause;
  return ENDPOINTS.map((service) => planning.decided(service, path, because));
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
