import type { Cause, DeploymentPlan, VpcPlan } from '../model/deployment-plan.js';
import { serviceLines } from './format-service.js';
import { loadBalancerLines } from './format-load-balancer.js';
import { page, type Line } from './page.js';

/**
 * The plan as a page of text: shared parts first, then each service. One decision per line: what, how, why, and the
 * place in the Compose file that decides it. Values of environment variables are not on it.
 */
export function formatPlan(plan: DeploymentPlan): string {
  return page(planLines(plan));
}

/** The lines of that page, in blocks: the project, its load balancers, its volumes, its services. */
export function planLines(plan: DeploymentPlan): readonly (readonly Line[])[] {
  const kinds = new Map(plan.services.map(({ name, kind }) => [name, kind.value]));
  return [
    [
      { label: `project ${plan.project}`, decision: '', cause: plan.namespace.cause },
      { label: 'names', decision: `below ${plan.namespace.domain}`, cause: plan.namespace.cause },
      ...(plan.layout.value === 'nested'
        ? [{ label: 'layout', decision: 'a nested stack for each service', cause: plan.layout.cause }]
        : []),
      ...plan.nameDomains.map(({ domain, names, cause }) => ({
        label: `zone ${domain}`,
        decision: `private, for ${names.join(', ')}, about $${MONTHLY.zone.toFixed(2)} a month`,
        cause,
      })),
      ...vpcLines(plan.vpc),
      ...(plan.cluster.kind === 'existing'
        ? [
            {
              label: 'cluster',
              decision: plan.cluster.nameOrArn.value,
              cause: plan.cluster.nameOrArn.cause,
            },
          ]
        : []),
      ...plan.networks.map(({ name, internal, existing, members, cause }) => ({
        label: `network ${name}`,
        decision: `${existing === undefined ? '' : `${existing}, `}${internal ? 'no way out, ' : ''}joins ${members.join(', ')}`,
        cause,
      })),
      {
        label: 'logs',
        decision: `kept ${plan.logs.retention.value} days`,
        cause: plan.logs.retention.cause,
      },
    ],
    ...plan.loadBalancers.map((balancer) => loadBalancerLines(balancer, plan)),
    ...plan.fileSystems.map(({ name, existing, mountedBy, cause }): readonly Line[] => [
      {
        label: `volume ${name}`,
        decision: existing === undefined ? 'an encrypted EFS file system' : `the EFS file system ${existing}`,
        cause,
      },
      ...mountedBy.map(({ service, readOnly }) => ({
        label: 'mounted by',
        decision: `${service}, ${readOnly ? 'read-only' : 'read-write'}`,
        cause: mountCause(plan, service, name) ?? cause,
      })),
    ]),
    ...plan.services.map((service) => serviceLines(service, { runs: runLines(plan, service.name), kinds })),
  ];
}

const WAY_OUT = {
  'nat-gateway': 'one NAT gateway',
  'nat-gateway-per-zone': 'a NAT gateway per zone',
  public: 'public addresses',
  none: 'no way out',
} as const;

/** Dollars a month in us-east-1, without traffic (AWS price lists, 2026): a NAT gateway, an interface endpoint in an availability zone, a hosted zone. */
const MONTHLY = { natGateway: 33, endpoint: 7.3, zone: 0.5 };

function vpcLines(vpc: VpcPlan): readonly Line[] {
  if (vpc.kind === 'given') return [];
  if (vpc.kind === 'existing') {
    const { id, subnets, publicIp } = vpc;
    return [
      { label: 'vpc', decision: id.value, cause: id.cause },
      { label: 'subnets', decision: subnets.value.join(', '), cause: subnets.cause },
      { label: 'addresses', decision: publicIp.value ? 'public' : 'private', cause: publicIp.cause },
    ];
  }
  const { value, cause } = vpc.egress;
  const gateways = value === 'nat-gateway' ? 1 : value === 'nat-gateway-per-zone' ? vpc.zones : 0;
  const interfaces = vpc.endpoints.filter((endpoint) => endpoint.value !== 's3');
  const [first] = vpc.endpoints;
  return [
    {
      label: 'vpc',
      decision: `created, ${vpc.zones} zones, out by ${WAY_OUT[value]}${price(gateways * MONTHLY.natGateway)}`,
      cause,
    },
    ...(first === undefined
      ? []
      : [
          {
            label: 'endpoints',
            decision: `${vpc.endpoints.map((endpoint) => endpoint.value).join(', ')}${price(interfaces.length * vpc.zones * MONTHLY.endpoint)}`,
            cause: first.cause,
          },
        ]),
  ];
}

function price(dollars: number): string {
  return dollars === 0 ? '' : `, about $${Math.round(dollars)} a month`;
}

/** What only jobs and schedules have. */
function runLines({ jobs, schedules }: DeploymentPlan, name: string): readonly Line[] {
  return [
    ...jobs
      .filter(({ service }) => service === name)
      .flatMap(({ timeout, attempts }) => [
        { label: 'timeout', decision: `done within ${timeout.value / 60} min`, cause: timeout.cause },
        {
          label: 'attempts',
          decision: attempts.value === 1 ? 'tried once' : `tried ${attempts.value} times`,
          cause: attempts.cause,
        },
      ]),
    ...schedules
      .filter(({ service }) => service === name)
      .flatMap(({ expression, timezone }) => [
        { label: 'starts', decision: expression.value, cause: expression.cause },
        { label: 'in', decision: timezone.value, cause: timezone.cause },
      ]),
  ];
}

function mountCause(plan: DeploymentPlan, service: string, volume: string): Cause | undefined {
  for (const task of plan.services) {
    const names = task.taskVolumes.flatMap((taskVolume) =>
      taskVolume.kind === 'file-system' && taskVolume.fileSystem === volume ? [taskVolume.name] : [],
    );
    for (const container of task.containers) {
      if (container.logStreamPrefix !== service) continue;
      const mount = container.mounts.find((candidate) => names.includes(candidate.volume));
      if (mount !== undefined) return mount.cause;
    }
  }
  return undefined;
}
