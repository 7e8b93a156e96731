import { exec, logsRetention, publicIp, subnets } from '../keys/extension/project-keys.js';
import { stated } from '../keys/extension/extension-key.js';
import type { Decided, EndpointService, LogsPlan, ServicePlan, VpcPlan } from '../model/deployment-plan.js';
import { existingVpc } from './existing-vpc.js';
import { found, type Found } from './found.js';
import type { Planning } from './planning.js';
import { addedSearchDomain, needsSearchDomain } from './search-list.js';

type VpcOfOthers = Exclude<VpcPlan, { kind: 'create' }>;

const EGRESS_BECAUSE = {
  'nat-gateway': 'tasks pull images and reach the internet',
  'nat-gateway-per-zone': 'tasks reach the internet, also when a zone fails',
  public: 'tasks have public addresses',
} as const;

/** In the order of their use: the image's manifest, its layers, where the layers are, the output. */
const ENDPOINTS: readonly EndpointService[] = ['ecr.api', 'ecr.dkr', 's3', 'logs'];

/** The network that everything runs in. Bare service names resolve by the search list that a created VPC hands out. */
export function vpc(
  planning: Planning,
  services: readonly ServicePlan[],
  searchDomain: string,
): Found<VpcPlan> {
  const { options, decided, project } = planning;
  const place = stated(project, subnets);
  const address = stated(project, publicIp);
  const asked =
    address === undefined ? undefined : decided(address, [publicIp.key], `${publicIp.key} ${address}`);
  const added = addedSearchDomain(planning);
  if (options.vpc === 'given') {
    const diagnostics = [
      ...searchDomainFindings(planning, searchDomain, added),
      ...endpointFindings(planning, services),
    ];
    const chosen = typeof place === 'string' ? place : undefined;
    return found(
      {
        kind: 'given',
        subnets:
          chosen === undefined ? undefined : decided(chosen, [subnets.key], `${subnets.key} ${chosen}`),
        publicIp: asked,
        addedSearchDomain: added,
      },
      diagnostics,
    );
  }
  const existing = existingVpc(planning);
  if (existing.value !== undefined) {
    return found({ ...existing.value, addedSearchDomain: added }, [
      ...existing.diagnostics,
      ...searchDomainFindings(planning, searchDomain, added),
      ...endpointFindings(planning, services),
    ]);
  }
  const egress =
    options.egress === undefined && place === 'public'
      ? decided('public' as const, [subnets.key], `${subnets.key} public`)
      : decided(
          options.egress ?? 'nat-gateway',
          ['services'],
          EGRESS_BECAUSE[options.egress ?? 'nat-gateway'],
        );
  const isPublic = egress.value === 'public';
  return found(
    {
      kind: 'create',
      zones: options.zones ?? 2,
      egress,
      endpoints: endpoints(planning, services),
      searchDomain,
      // Without a gateway, only an address of its own takes a task to the internet.
      publicIp: { value: isPublic, cause: egress.cause },
    },
    existing.diagnostics,
  );
}

function endpoints(
  planning: Planning,
  services: readonly ServicePlan[],
): readonly Decided<EndpointService>[] {
  const closed = services.find(({ internet }) => !internet.value);
  if (closed === undefined) return [];
  const { path, because } = closed.internet.cause;
  const reached = ENDPOINTS.map((service) => planning.decided(service, path, because));
  const shell = services.find((service) => !service.internet.value && service.exec.value);
  const connected = services.find(({ internet, serviceConnect }) => !internet.value && serviceConnect);
  return [
    ...reached,
    ...(shell === undefined
      ? []
      : [planning.decided('ssmmessages' as const, shell.exec.cause.path, exec.key)]),
    // The proxies are told by ECS where tasks are.
    ...(connected?.serviceConnect === undefined
      ? []
      : [{ value: 'ecs-agent' as const, cause: connected.serviceConnect.cause }]),
    ...secretEndpoints(services),
  ];
}

/** ECS reads secrets over the network of the task that they are for. */
function secretEndpoints(services: readonly ServicePlan[]): readonly Decided<EndpointService>[] {
  const read = services
    .filter(({ internet }) => !internet.value)
    .flatMap(({ containers }) =>
      containers.flatMap(({ secrets, logRoute }) => [
        ...secrets,
        ...(logRoute === undefined
          ? []
          : logRoute.secrets.map(({ source }) => ({ source, cause: logRoute.cause }))),
      ]),
    );
  return (['secret', 'parameter'] as const).flatMap((kind) => {
    const first = read.find(({ source }) => source.kind === kind);
    return first === undefined
      ? []
      : [{ value: kind === 'secret' ? ('secretsmanager' as const) : ('ssm' as const), cause: first.cause }];
  });
}

/** Without the init image, tasks cannot add the domain to their search list. */
function searchDomainFindings(
  planning: Planning,
  domain: string,
  added: VpcOfOthers['addedSearchDomain'],
): readonly ReturnType<Planning['finding']>[] {
  return added === undefined && needsSearchDomain(planning)
    ? [planning.finding('names-need-search-domain', { domain }, ['services'])]
    : [];
}

function endpointFindings(
  planning: Planning,
  services: readonly ServicePlan[],
): readonly ReturnType<Planning['finding']>[] {
  const closed = services.find(({ internet }) => !internet.value);
  if (closed === undefined) return [];
  const values = { service: closed.name, endpoints: endpoints(planning, services).map(({ value }) => value) };
  return [planning.finding('endpoints-needed', values, closed.internet.cause.path)];
}

/** Days that CloudWatch Logs keeps what containers print. */
export function logs({ project, decided }: Planning): LogsPlan {
  const days = stated(project, logsRetention);
  return {
    retention:
      days === undefined
        ? decided(30, ['services'], 'no x-aws-logs_retention is stated')
        : decided(days, [logsRetention.key], `${logsRetention.key} ${days}`),
  };
}
